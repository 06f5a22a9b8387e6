/** A tree of quadrants over points of the plane, for forces that far points exert as one (J. Barnes & P. Hut, 1986). */

const NONE = -1;
/** Points nearer than the cells of this depth share a cell. */
const DEEPEST = 40;

export class QuadTree {
  /** First of four children of each cell, or NONE. */
  private readonly children: Int32Array;
  /** Sums of the points of each cell while they are put in, then their centre; and how many there are. */
  private readonly centreX: Float64Array;
  private readonly centreY: Float64Array;
  private readonly counts: Int32Array;
  /** Squared width of each cell. */
  private readonly squares: Float64Array;
  private readonly middleX: Float64Array;
  private readonly middleY: Float64Array;
  private readonly depths: Uint8Array;
  /** The point of a cell that holds one place alone. */
  private readonly points: Int32Array;
  private cells = 0;

  /** @param positions x and y of each point in turn; read again by `build`. */
  constructor(private readonly positions: Float64Array) {
    // A split adds four cells for one point more; where points crowd, the last ones share a cell.
    const capacity = 4 * (positions.length + 16);
    this.children = new Int32Array(capacity);
    this.centreX = new Float64Array(capacity);
    this.centreY = new Float64Array(capacity);
    this.counts = new Int32Array(capacity);
    this.squares = new Float64Array(capacity);
    this.middleX = new Float64Array(capacity);
    this.middleY = new Float64Array(capacity);
    this.depths = new Uint8Array(capacity);
    this.points = new Int32Array(capacity);
  }

  /** Puts the points where they stand now. */
  build(): void {
    const { positions } = this;
    let [minX, maxX, minY, maxY] = [Infinity, -Infinity, Infinity, -Infinity];
    for (let i = 0; i < positions.length; i += 2) {
      minX = Math.min(minX, positions[i]!);
      maxX = Math.max(maxX, positions[i]!);
      minY = Math.min(minY, positions[i + 1]!);
      maxY = Math.max(maxY, positions[i + 1]!);
    }
    this.cells = 0;
    this.addCell((minX + maxX) / 2, (minY + maxY) / 2, (Math.max(maxX - minX, maxY - minY) + 1e-9) ** 2, 0);
    for (let point = 0; point < positions.length / 2; point++) this.insert(point);
    for (let cell = 0; cell < this.cells; cell++) {
      this.centreX[cell]! /= this.counts[cell]!;
      this.centreY[cell]! /= this.counts[cell]!;
    }
  }

  /**
   * Adds Σⱼ (xᵢ − xⱼ) q² to each point's place in `forces`, with q = 1/(1 + |xᵢ − xⱼ|²).
   *
   * @returns Σᵢⱼ q.
   */
  repulsion(angle: number, forces: Float64Array): number {
    const { positions, counts, children, squares, centreX, centreY } = this;
    const stack = new Int32Array(4 * (DEEPEST + 2));
    const squaredAngle = angle * angle;
    let total = 0;
    for (let i = 0; i < positions.length / 2; i++) {
      const [x, y] = [positions[2 * i]!, positions[2 * i + 1]!];
      let [forceX, forceY] = [0, 0];
      let height = 0;
      stack[height++] = 0;
      while (height > 0) {
        const cell = stack[--height]!;
        let count = counts[cell]!;
        if (count === 0) continue;
        const dx = x - centreX[cell]!;
        const dy = y - centreY[cell]!;
        const square = dx * dx + dy * dy;
        const first = children[cell]!;
        if (first !== NONE && squares[cell]! >= squaredAngle * square) {
          for (let k = 0; k < 4; k++) stack[height++] = first + k;
          continue;
        }
        // A point is not pushed by itself; what shares its cell stands where it stands.
        if (first === NONE && square < 1e-24) count--;
        const q = 1 / (1 + square);
        total += count * q;
        forceX += count * q * q * dx;
        forceY += count * q * q * dy;
      }
      forces[2 * i] = forceX;
      forces[2 * i + 1] = forceY;
    }
    return total;
  }

  private insert(point: number): void {
    let cell = 0;
    const [x, y] = [this.positions[2 * point]!, this.positions[2 * point + 1]!];
    while (true) {
      const first = this.children[cell]!;
      const empty = this.counts[cell] === 0;
      this.counts[cell]!++;
      this.centreX[cell]! += x;
      this.centreY[cell]! += y;
      if (first !== NONE) {
        cell = this.childAt(cell, x, y);
        continue;
      }
      if (empty) {
        this.points[cell] = point;
        return;
      }
      const other = this.points[cell]!;
      const [otherX, otherY] = [this.positions[2 * other]!, this.positions[2 * other + 1]!];
      if (this.depths[cell]! >= DEEPEST || (otherX === x && otherY === y) || this.cells + 4 > this.children.length)
        return;
      this.split(cell);
      // The points that stood here share one place.
      const before = this.counts[cell]! - 1;
      const child = this.childAt(cell, otherX, otherY);
      this.counts[child] = before;
      this.centreX[child] = before * otherX;
      this.centreY[child] = before * otherY;
      this.points[child] = other;
      cell = this.childAt(cell, x, y);
    }
  }

  private split(cell: number): void {
    this.children[cell] = this.cells;
    const square = this.squares[cell]! / 4;
    const quarter = Math.sqrt(square) / 2;
    for (let k = 0; k < 4; k++) {
      const x = this.middleX[cell]! + (k & 1 ? quarter : -quarter);
      const y = this.middleY[cell]! + (k & 2 ? quarter : -quarter);
      this.addCell(x, y, square, this.depths[cell]! + 1);
    }
  }

  private addCell(x: number, y: number, square: number, depth: number): void {
    const cell = this.cells++;
    this.children[cell] = NONE;
    this.centreX[cell] = 0;
    this.centreY[cell] = 0;
    this.counts[cell] = 0;
    this.squares[cell] = square;
    this.middleX[cell] = x;
    this.middleY[cell] = y;
    this.depths[cell] = depth;
  }

  private childAt(cell: number, x: number, y: number): number {
    return this.children[cell]! + (x >= this.middleX[cell]! ? 1 : 0) + (y >= this.middleY[cell]! ? 2 : 0);
  }
}
