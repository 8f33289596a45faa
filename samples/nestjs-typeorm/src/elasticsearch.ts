const units = new Map<string, number>([
  ['elastic', 1.35],
  ['steel', 1.1],
  ['textile', 1.2],
]);

export class Client {
  search(material: string): number {
    return units.get(material) ?? 1;
  }
}
