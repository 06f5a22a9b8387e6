/** Columns of numbers that grow at their end: the flat arrays of many crystals. */

/** These arrays are large: doubling them would waste half of the memory. */
const GROWTH = 1.25;

const WIDTHS = [Uint8Array, Uint16Array, Uint32Array] as const;

/** Whole numbers from 0 to 2³² − 1, in as few bytes each as the largest of them needs. */
export class CountColumn {
  /** The first `length` are in use. It is replaced as the column grows. */
  data: Uint8Array | Uint16Array | Uint32Array = new Uint8Array(0);
  length = 0;

  /** Those in use. */
  get values(): CountColumn['data'] {
    return this.data.subarray(0, this.length);
  }

  at(index: number): number {
    return this.data[index]!;
  }

  push(value: number): void {
    if (this.length === this.data.length) this.move(this.data.constructor as Uint32ArrayConstructor);
    this.length++;
    this.set(this.length - 1, value);
  }

  set(index: number, value: number): void {
    if (value >= 2 ** (8 * this.data.BYTES_PER_ELEMENT)) this.move(narrowest(value));
    this.data[index] = value;
  }

  private move(Width: new (length: number) => CountColumn['data']): void {
    const data = new Width(this.length < this.data.length ? this.data.length : capacityFor(this.length + 1));
    data.set(this.data.subarray(0, this.length));
    this.data = data;
  }
}

export class RealColumn {
  /** The first `length` are in use. It is replaced as the column grows. */
  data = new Float64Array(0);
  length = 0;

  /** Those in use. */
  get values(): Float64Array {
    return this.data.subarray(0, this.length);
  }

  push(value: number): void {
    if (this.length === this.data.length) {
      const data = new Float64Array(capacityFor(this.length + 1));
      data.set(this.data);
      this.data = data;
    }
    this.data[this.length++] = value;
  }
}

function capacityFor(length: number): number {
  return Math.ceil(GROWTH * length) + 8;
}

function narrowest(value: number) {
  const width = WIDTHS.find(({ BYTES_PER_ELEMENT }) => value < 2 ** (8 * BYTES_PER_ELEMENT));
  if (width === undefined) throw new RangeError(`${value} does not fit into 32 bits`);
  return width;
}
