/** What of one crystal suits a pattern: the names that each polyhedron can have, and the tests that each connection passes. */
import type { ConnectionTest, ValueTest } from './criteria.js';
import type { CrystalIndex, QuotientGraphs } from './quotient-graphs.js';
import type { TypeFits } from './type-fits.js';

export class Suitable {
  /** Of each polyhedron of the crystal, a bit for each name that it can have. */
  names = new Uint8Array(0);
  /** Of each class of connections of the crystal, a bit for each test that it passes. */
  passed = new Uint16Array(0);
  /** Looks at polyhedra and connections that the last crystal took. */
  steps = 0;

  /**
   * @param valueTests by position of the name in the pattern
   * @param connectionTests up to 16
   */
  constructor(
    private readonly graphs: QuotientGraphs,
    private readonly fits: TypeFits,
    private readonly valueTests: readonly ValueTest[],
    private readonly connectionTests: readonly ConnectionTest[],
  ) {}

  /** @returns false where a name suits no polyhedron, or a test no connection: most crystals need no search. */
  begin(crystal: CrystalIndex): boolean {
    this.fits.update();
    this.steps = 0;
    return this.testPolyhedra(crystal) && this.testClasses(crystal);
  }

  private testPolyhedra(crystal: CrystalIndex): boolean {
    const { graphs, fits, valueTests } = this;
    const first = graphs.firstPolyhedra.data[crystal]!;
    const count = graphs.firstPolyhedra.data[crystal + 1]! - first;
    if (this.names.length < count) this.names = new Uint8Array(count);
    let any = 0;
    for (let i = 0; i < count; i++) {
      let mask = fits.masks[graphs.types.data[first + i]!]!;
      for (let name = 0; name < valueTests.length; name++) {
        if ((mask & (1 << name)) !== 0 && !valueTests[name]!.fits(graphs, first + i)) mask &= ~(1 << name);
      }
      this.names[i] = mask;
      any |= mask;
    }
    this.steps += count;
    return any === 2 ** valueTests.length - 1;
  }

  private testClasses(crystal: CrystalIndex): boolean {
    const { graphs, connectionTests } = this;
    const first = graphs.firstClasses.data[crystal]!;
    const count = graphs.firstClasses.data[crystal + 1]! - first;
    if (this.passed.length < count) this.passed = new Uint16Array(count);
    let any = 0;
    for (let i = 0; i < count; i++) {
      let mask = 0;
      for (let test = 0; test < connectionTests.length; test++) {
        if (connectionTests[test]!.fits(graphs, first + i)) mask |= 1 << test;
      }
      this.passed[i] = mask;
      any |= mask;
    }
    this.steps += count * connectionTests.length;
    return any === 2 ** connectionTests.length - 1;
  }
}
