/** Typed arrays that grow: what was appended stays where it is, for readers that hold an older length. */

type TypedArray = Uint8Array | Uint16Array | Uint32Array | Int16Array | Float64Array;

export class Growable<Values extends TypedArray> {
  private array: Values;
  private used = 0;

  constructor(
    private readonly make: (length: number) => Values,
    capacity = 256,
  ) {
    this.array = make(capacity);
  }

  /** The appended values; others may be appended behind them later. */
  get values(): Values {
    return this.array.subarray(0, this.used) as Values;
  }

  get length(): number {
    return this.used;
  }

  at(index: number): number {
    return this.array[index]!;
  }

  get last(): number | undefined {
    return this.used === 0 ? undefined : this.array[this.used - 1];
  }

  push(value: number): void {
    if (this.used === this.array.length) this.reserve(1);
    this.array[this.used++] = value;
  }

  private reserve(more: number): void {
    const grown = this.make(Math.max(2 * this.array.length, this.used + more));
    grown.set(this.array);
    this.array = grown;
  }
}
