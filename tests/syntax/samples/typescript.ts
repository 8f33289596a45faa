import { Injectable } from '@nestjs/common';

interface Order {
  readonly id: number;
  price?: number;
}

@Injectable()
export class Orders {
  constructor(private readonly all: Map<number, Order>) {}

  async find<T extends Order>(id: number): Promise<T | undefined> {
    const order = this.all.get(id) as T | undefined;
    return order satisfies Order | undefined;
  }
}

export const isOrder = (value: unknown): value is Order => typeof value === 'object' && !!value;
