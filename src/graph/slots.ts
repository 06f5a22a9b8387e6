/**
 * Vectors stand in one of two slots. The `Representation` node names the one that counts; the other is filled while it
 * answers, and takes its place in one transaction.
 */
export const SLOTS = ['A', 'B'] as const;
export type Slot = (typeof SLOTS)[number];

export function otherSlot(slot: Slot | null): Slot {
  return slot === 'A' ? 'B' : 'A';
}
