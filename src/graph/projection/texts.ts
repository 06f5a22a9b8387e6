/** Many texts that are read seldom: kept as bytes, outside the heap that is searched for garbage. */
const CHUNK_BYTES = 1 << 22;

interface Place {
  readonly chunk: Buffer;
  readonly start: number;
  readonly end: number;
}

export class TextStore {
  private chunk = Buffer.alloc(0);
  private used = 0;
  private readonly places: Place[] = [];

  append(text: string): void {
    const bytes = Buffer.byteLength(text);
    if (this.used + bytes > this.chunk.length) {
      this.chunk = Buffer.allocUnsafeSlow(Math.max(CHUNK_BYTES, bytes));
      this.used = 0;
    }
    this.chunk.write(text, this.used);
    this.places.push({ chunk: this.chunk, start: this.used, end: this.used + bytes });
    this.used += bytes;
  }

  at(index: number): string {
    const { chunk, start, end } = this.places[index]!;
    return chunk.toString('utf8', start, end);
  }
}
