/**
 * Clusters of points in the plane by density, HDBSCAN* (R. J. G. B. Campello, D. Moulavi & J. Sander, PAKDD 2013): the
 * tree of mutual reachability, its branches of at least `smallest` points, and of these the most stable ones. The small
 * libraries for it need minutes for thousands of points.
 */

export interface ClusterSettings {
  /** Points of the smallest cluster. */
  readonly smallest: number;
  /** The neighbour whose distance is a point's core distance. */
  readonly neighbours: number;
}

/** Points that belong to no cluster. */
export const NO_CLUSTER = -1;

interface Edge {
  readonly a: number;
  readonly b: number;
  readonly distance: number;
}

/** A joining of two parts; parts below `count` are points, the others the joinings in order. */
interface Joining {
  readonly parts: readonly [number, number];
  readonly distance: number;
  readonly size: number;
}

/** A branch of the condensed tree. */
interface Branch {
  /** 1 / distance at which it leaves its parent. */
  readonly birth: number;
  readonly children: Branch[];
  readonly members: number[];
  stability: number;
}

/**
 * @param positions x and y of each point in turn.
 * @returns the cluster of each point, counted from 0 by size, or NO_CLUSTER.
 */
export function densityClusters(positions: Float64Array, settings: ClusterSettings): Int32Array {
  const count = positions.length / 2;
  const labels = new Int32Array(count).fill(NO_CLUSTER);
  if (count < 2 * settings.smallest) return labels;
  const edges = spanningTree(positions, coreDistances(positions, settings.neighbours));
  const joinings = dendrogram(edges, count);
  const root = condensed(joinings, count, settings.smallest);
  // The root holds everything; it is a cluster only where nothing stands out of it.
  const chosen = root.children.length === 0 ? [root] : root.children.flatMap((child) => mostStable(child).branches);
  const members = chosen.map(allMembers).sort((a, b) => b.length - a.length || a[0]! - b[0]!);
  for (const [label, points] of members.entries()) for (const point of points) labels[point] = label;
  return labels;
}

/** Distance of each point to its n-th nearest neighbour, searched outwards along x until no nearer one can come. */
function coreDistances(positions: Float64Array, neighbours: number): Float64Array {
  const count = positions.length / 2;
  const core = new Float64Array(count);
  const nearest = new Float64Array(Math.min(neighbours, count - 1));
  const byX = Int32Array.from({ length: count }, (_, i) => i).sort((a, b) => positions[2 * a]! - positions[2 * b]!);
  /** Whether points further along x can still be among the nearest. */
  const offer = (i: number, j: number): boolean => {
    const farthest = nearest.at(-1)!;
    if ((positions[2 * i]! - positions[2 * j]!) ** 2 >= farthest) return false;
    const square = squaredDistance(positions, i, j);
    if (square >= farthest) return true;
    let place = nearest.length - 1;
    for (; place > 0 && nearest[place - 1]! > square; place--) nearest[place] = nearest[place - 1]!;
    nearest[place] = square;
    return true;
  };
  for (const [rank, i] of byX.entries()) {
    nearest.fill(Number.POSITIVE_INFINITY);
    for (let left = rank - 1; left >= 0 && offer(i, byX[left]!); left--);
    for (let right = rank + 1; right < count && offer(i, byX[right]!); right++);
    core[i] = Math.sqrt(nearest.at(-1)!);
  }
  return core;
}

/** Prim's tree over max(core of a, core of b, distance), shortest edges first. */
function spanningTree(positions: Float64Array, core: Float64Array): Edge[] {
  const count = core.length;
  const best = new Float64Array(count).fill(Number.POSITIVE_INFINITY);
  const from = new Int32Array(count);
  const done = new Uint8Array(count);
  const edges: Edge[] = [];
  let current = 0;
  for (let step = 1; step < count; step++) {
    done[current] = 1;
    let next = -1;
    for (let j = 0; j < count; j++) {
      if (done[j]) continue;
      const distance = Math.max(core[current]!, core[j]!, Math.sqrt(squaredDistance(positions, current, j)));
      if (distance < best[j]!) {
        best[j] = distance;
        from[j] = current;
      }
      if (next < 0 || best[j]! < best[next]!) next = j;
    }
    edges.push({ a: from[next]!, b: next, distance: best[next]! });
    current = next;
  }
  return edges.sort((x, y) => x.distance - y.distance || x.a - y.a || x.b - y.b);
}

function squaredDistance(positions: Float64Array, i: number, j: number): number {
  const dx = positions[2 * i]! - positions[2 * j]!;
  const dy = positions[2 * i + 1]! - positions[2 * j + 1]!;
  return dx * dx + dy * dy;
}

function dendrogram(edges: readonly Edge[], count: number): Joining[] {
  const parents = Int32Array.from({ length: 2 * count - 1 }, (_, i) => i);
  const rootOf = (part: number): number => {
    let root = part;
    while (parents[root] !== root) {
      parents[root] = parents[parents[root]!]!;
      root = parents[root]!;
    }
    return root;
  };
  const joinings: Joining[] = [];
  const sizeOf = (part: number) => (part < count ? 1 : joinings[part - count]!.size);
  for (const { a, b, distance } of edges) {
    const parts = [rootOf(a), rootOf(b)] as const;
    for (const part of parts) parents[part] = count + joinings.length;
    joinings.push({ parts, distance, size: sizeOf(parts[0]) + sizeOf(parts[1]) });
  }
  return joinings;
}

/** The tree with only those forks where both sides are large enough; smaller sides fall off as points. */
function condensed(joinings: readonly Joining[], count: number, smallest: number): Branch {
  const root: Branch = { birth: 0, children: [], members: [], stability: 0 };
  const stack: { part: number; branch: Branch }[] = [{ part: count + joinings.length - 1, branch: root }];
  const sizeOf = (part: number) => (part < count ? 1 : joinings[part - count]!.size);
  while (stack.length > 0) {
    const { part, branch } = stack.pop()!;
    if (part < count) {
      branch.members.push(part);
      continue;
    }
    const { parts, distance } = joinings[part - count]!;
    const density = 1 / Math.max(distance, 1e-12);
    const large = parts.filter((side) => sizeOf(side) >= smallest);
    if (large.length === 2) {
      branch.stability += (density - branch.birth) * sizeOf(part);
      for (const side of parts) {
        const child: Branch = { birth: density, children: [], members: [], stability: 0 };
        branch.children.push(child);
        stack.push({ part: side, branch: child });
      }
      continue;
    }
    const falling = parts.filter((side) => !large.includes(side));
    for (const side of falling) {
      const points = pointsOf(side, joinings, count);
      branch.members.push(...points);
      branch.stability += (density - branch.birth) * points.length;
    }
    if (large.length === 1) stack.push({ part: large[0]!, branch });
  }
  return root;
}

function pointsOf(part: number, joinings: readonly Joining[], count: number): number[] {
  const points: number[] = [];
  const stack = [part];
  while (stack.length > 0) {
    const next = stack.pop()!;
    if (next < count) points.push(next);
    else stack.push(...joinings[next - count]!.parts);
  }
  return points;
}

/** The branch itself, or what is best below it, whichever is more stable in sum. */
function mostStable(branch: Branch): { readonly branches: readonly Branch[]; readonly stability: number } {
  const below = branch.children.map(mostStable);
  const sum = below.reduce((total, { stability }) => total + stability, 0);
  if (branch.children.length === 0 || branch.stability >= sum) {
    return { branches: [branch], stability: branch.stability };
  }
  return { branches: below.flatMap(({ branches }) => branches), stability: sum };
}

function allMembers(branch: Branch): number[] {
  return [...branch.members, ...branch.children.flatMap(allMembers)].sort((a, b) => a - b);
}
