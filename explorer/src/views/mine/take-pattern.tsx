/** From polyhedra of a structure of one's own to the crystals of the graph that hold the same part. */
import { useState } from 'preact/hooks';
import { useLocation } from 'wouter-preact';
import type { NamedPolyhedron } from '../../address/polyhedra.js';
import { questionOf } from '../../address/address.js';
import { type ApiError, ApiFailure, ask } from '../../graphql/client.js';
import { MinePatternDocument, type PatternInput, type Strategy } from '../../graphql/generated/operations.js';
import { Button } from '../../parts/controls.js';
import { fromPattern } from '../pattern/api-pattern.js';
import { formatPattern } from '../pattern/notation.js';
import type { Structure } from './files.js';

interface TakePatternProps {
  structure: Structure;
  strategy: Strategy;
  chosen: readonly NamedPolyhedron[];
}

export function TakePattern({ structure: { text, file }, strategy, chosen }: TakePatternProps) {
  const [, navigate] = useLocation();
  const [failure, setFailure] = useState<readonly ApiError[]>([]);
  const take = async () => {
    const sites = chosen.map(({ index, image }) => ({ index, image: [...image] }));
    try {
      const { data, errors } = await ask(MinePatternDocument, { text, name: file, strategy, sites });
      const input = data.analyzeStructure?.pattern?.input as PatternInput | undefined;
      if (input === undefined) return setFailure(errors);
      navigate(`/pattern${questionOf(new URLSearchParams({ p: formatPattern(fromPattern(input)) }))}`);
    } catch (error) {
      if (!(error instanceof ApiFailure)) throw error;
      setFailure(error.errors);
    }
  };
  return (
    <>
      <Button primary onClick={() => void take()}>
        Find crystals with it
      </Button>
      {failure.length > 0 && (
        <span class="mine-no-pattern" role="alert">
          {failure.map(({ message }) => message).join(' ')}
        </span>
      )}
    </>
  );
}
