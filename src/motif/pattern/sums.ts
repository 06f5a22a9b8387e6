/**
 * Sums over polyhedra of the infinite crystal, as expressions. A vector has a number for each polyhedron, the same for all of
 * its images; a matrix has one for each pair of polyhedra, which depends on the translation between them. Equal expressions
 * are one object, so that each is worked out once.
 */

export type VectorSum =
  | { readonly kind: 'all'; readonly id: number; readonly names: number }
  | { readonly kind: 'times'; readonly id: number; readonly factors: readonly VectorSum[] }
  /** (M v)(x) = Σ over y of M(x, y) v(y); v is 1 where it is null. */
  | { readonly kind: 'apply'; readonly id: number; readonly matrix: MatrixSum; readonly vector: VectorSum | null };

export type MatrixSum =
  /** 1 for connections that pass all of these tests between polyhedra that suit all of these names, by their bits. */
  | {
      readonly kind: 'connected';
      readonly id: number;
      readonly tests: number;
      readonly names: number;
      readonly otherNames: number;
      /** Connections between the ends, at least. */
      readonly length: 1;
    }
  /** (A v B)(x, z) = Σ over y of A(x, y) v(y) B(y, z). */
  | {
      readonly kind: 'compose';
      readonly id: number;
      readonly first: MatrixSum;
      readonly vector: VectorSum | null;
      readonly second: MatrixSum;
      readonly length: number;
    }
  /** (A ∘ B)(x, z) = A(x, z) B(x, z). */
  | {
      readonly kind: 'both';
      readonly id: number;
      readonly first: MatrixSum;
      readonly second: MatrixSum;
      readonly length: number;
    };

type WithoutId<Sum> = Sum extends unknown ? Omit<Sum, 'id'> : never;

/** Makes sums, each once; their ids count up from 0. */
export class Sums {
  private readonly known = new Map<string, VectorSum | MatrixSum>();

  get length(): number {
    return this.known.size;
  }

  /** 1 for polyhedra that suit all of these names. */
  all(names: number): VectorSum {
    return this.one(`all ${names}`, { kind: 'all', names });
  }

  times(...vectors: readonly (VectorSum | null)[]): VectorSum | null {
    const factors = vectors
      .filter((vector) => vector !== null)
      .flatMap((vector) => (vector.kind === 'times' ? vector.factors : [vector]))
      .sort((a, b) => a.id - b.id);
    if (factors.length < 2) return factors[0] ?? null;
    return this.one(`times ${factors.map(({ id }) => id)}`, { kind: 'times', factors });
  }

  apply(matrix: MatrixSum, vector: VectorSum | null): VectorSum {
    return this.one(`apply ${matrix.id} ${vector?.id}`, { kind: 'apply', matrix, vector });
  }

  connected(tests: number, names: number, otherNames: number): MatrixSum {
    const key = `connected ${tests} ${names} ${otherNames}`;
    return this.one(key, { kind: 'connected', tests, names, otherNames, length: 1 });
  }

  compose(first: MatrixSum, vector: VectorSum | null, second: MatrixSum): MatrixSum {
    const key = `compose ${first.id} ${vector?.id} ${second.id}`;
    return this.one(key, { kind: 'compose', first, vector, second, length: first.length + second.length });
  }

  both(one: MatrixSum, other: MatrixSum): MatrixSum {
    // The shorter one has fewer pairs to be looked at.
    const [first, second] =
      one.length < other.length || (one.length === other.length && one.id < other.id) ? [one, other] : [other, one];
    return this.one(`both ${first.id} ${second.id}`, { kind: 'both', first, second, length: first.length });
  }

  /** Seen from the other end. */
  reversed(matrix: MatrixSum): MatrixSum {
    switch (matrix.kind) {
      case 'connected':
        return this.connected(matrix.tests, matrix.otherNames, matrix.names);
      case 'compose':
        return this.compose(this.reversed(matrix.second), matrix.vector, this.reversed(matrix.first));
      case 'both':
        return this.both(this.reversed(matrix.first), this.reversed(matrix.second));
    }
  }

  private one<Sum extends VectorSum | MatrixSum>(key: string, sum: WithoutId<Sum>): Sum {
    const known = this.known.get(key);
    if (known !== undefined) return known as Sum;
    const made = { ...sum, id: this.known.size } as unknown as Sum;
    this.known.set(key, made);
    return made;
  }
}
