export class Heap<T> {
  #values: T[] = [];

  constructor(private readonly before: (one: T, other: T) => boolean) {}

  get size(): number {
    return this.#values.length;
  }

  push(value: T): void {
    const values = this.#values;
    values.push(value);
    let child = values.length - 1;
    while (child > 0) {
      const parent = (child - 1) >> 1;
      if (!this.before(values[child]!, values[parent]!)) break;
      [values[child], values[parent]] = [values[parent]!, values[child]!];
      child = parent;
    }
  }

  pop(): T | undefined {
    const values = this.#values;
    const first = values[0];
    const last = values.pop();
    if (values.length === 0 || last === undefined) return first;
    values[0] = last;
    let parent = 0;
    for (;;) {
      let child = 2 * parent + 1;
      if (child >= values.length) return first;
      if (child + 1 < values.length && this.before(values[child + 1]!, values[child]!)) child++;
      if (!this.before(values[child]!, values[parent]!)) return first;
      [values[child], values[parent]] = [values[parent]!, values[child]!];
      parent = child;
    }
  }
}
