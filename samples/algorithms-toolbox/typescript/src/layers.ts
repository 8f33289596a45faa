export interface Layer {
  readonly name: string;
  bytes(): number;
}

export class Tiles implements Layer {
  readonly name = 'tiles';

  constructor(private readonly images: readonly Uint8Array[]) {}

  bytes(): number {
    return this.images.reduce((sum, image) => sum + image.byteLength, 0);
  }
}

export class Labels implements Layer {
  readonly name = 'labels';

  constructor(private readonly texts: readonly string[]) {}

  bytes(): number {
    return this.texts.reduce((sum, text) => sum + 2 * text.length, 0);
  }
}

export class LayerTooLarge extends Error {
  constructor(layer: Layer, options?: ErrorOptions) {
    super(`the layer ${layer.name} takes ${layer.bytes()} bytes`, options);
  }
}

export function fit(layers: readonly Layer[], limit: number): Layer[] {
  const fitting = layers.filter((layer) => layer.bytes() <= limit);
  if (!fitting.includes(layers[0]!)) throw new LayerTooLarge(layers[0]!);
  return fitting;
}
