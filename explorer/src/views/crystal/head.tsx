/** What the crystal is: formula, symmetry, cell, density, names, where it comes from. */
import type { ComponentChildren } from 'preact';
import { Link } from 'wouter-preact';
import { addressOf } from '../../address/address.js';
import { Formula, number, SpaceGroup } from '../../parts/text.js';
import type { CrystalData } from './model/site.js';
import { Popover } from './popover.js';

type Axes = CrystalData['cell'];

interface CrystalHeadProps {
  crystal: CrystalData;
  /** The conventional cell, which is computed on request; null where there is none, undefined until there is an answer. */
  axes: Axes | null | undefined;
  /** Stands for the id where the crystal is not stored: the name of a file. */
  name?: string;
  /** Buttons. */
  children?: ComponentChildren;
}

export function CrystalHead({ crystal, axes, name, children }: CrystalHeadProps) {
  const { chemicalFormula, spaceGroup, density, isOrdered, structureType, mineral } = crystal;
  const named = structureType === mineral ? null : structureType;
  return (
    <header class="crystal-head">
      <h1>
        <Formula of={chemicalFormula} />
      </h1>
      <div class="crystal-head-facts">
        <span>
          <SpaceGroup of={spaceGroup.symbol} /> <span class="quiet">({spaceGroup.number})</span>
        </span>
        <span>{spaceGroup.crystalSystem.toLowerCase()}</span>
        {axes !== undefined && (
          <span class="wide">
            <CellWords crystal={crystal} axes={axes} />
          </span>
        )}
        <span class="wide">
          {number(density, 2)} g/cm<sup>3</sup>
        </span>
        <span class="narrow">{number(crystal.atomCount)} atoms</span>
        {mineral !== null && (
          <span>
            <Link class="crystal-plain-link" href={addressOf.crystalsThat({ minerals: [mineral] })}>
              {mineral}
            </Link>
          </span>
        )}
        {named !== null && (
          <span class="wide">
            <Link class="crystal-plain-link" href={addressOf.crystalsThat({ structureTypes: [named] })}>
              <TypeName of={named} />
            </Link>
          </span>
        )}
        {!isOrdered && <span class="crystal-badge">disordered</span>}
      </div>
      <Provenance crystal={crystal} name={name ?? crystal.id} />
      <div class="crystal-actions">{children}</div>
    </header>
  );
}

/** `perovskite (GdFeO3-type)` with subscripts, and the word "type" where the name has none. */
function TypeName({ of }: { of: string }) {
  const [, before = of, formula, after = ''] = /^(.*?)\b((?:[A-Z][a-z]?\d*){2,})(.*)$/.exec(of) ?? [];
  return (
    <>
      {before}
      {formula !== undefined && <Formula of={formula} />}
      {after}
      {!of.includes('type') && ' type'}
    </>
  );
}

/** Lengths of the conventional cell, equal ones once, and the angles that symmetry leaves free. */
function CellWords({ crystal, axes }: { crystal: CrystalData; axes: Axes | null }) {
  const cell = axes ?? crystal.cell;
  const isFile = axes === null;
  const system = crystal.spaceGroup.crystalSystem;
  const single = isFile
    ? 'abc'
    : system === 'CUBIC'
      ? 'a'
      : ['TETRAGONAL', 'TRIGONAL', 'HEXAGONAL'].includes(system)
        ? 'ac'
        : 'abc';
  const lengths = (['a', 'b', 'c'] as const).filter((axis) => single.includes(axis));
  const angles = (
    [
      ['alpha', 'α'],
      ['beta', 'β'],
      ['gamma', 'γ'],
    ] as const
  ).filter(([name]) =>
    isFile ? Math.abs(cell[name] - 90) > 0.005 : system === 'TRICLINIC' || (system === 'MONOCLINIC' && name === 'beta'),
  );
  return (
    <span title={isFile ? 'Cell as the file gives it' : 'Conventional cell of the space group'}>
      {lengths.map((axis, index) => (
        <span key={axis}>
          {index > 0 && ', '}
          <i>{axis}</i> {number(cell[axis], 3)}
        </span>
      ))}{' '}
      Å
      {angles.map(([name, letter]) => (
        <span key={name}>
          {', '}
          <i>{letter}</i> {number(cell[name], 2)}°
        </span>
      ))}
    </span>
  );
}

function Provenance({ crystal, name }: { crystal: CrystalData; name: string }) {
  const { file, block, format, sha256, dataset, method, analysisVersion } = crystal.provenance;
  const { provider, entry, address, fetched, licence } = crystal.provenance;
  return (
    <Popover label="Where it comes from" icon="info" text={name} align="start" class="crystal-provenance">
      <h3>Provenance</h3>
      <dl class="crystal-pairs">
        {dataset !== null && (
          <>
            <dt>Data set</dt>
            <dd>{dataset}</dd>
          </>
        )}
        {provider !== null && address?.startsWith('http') && (
          <>
            <dt>Provider</dt>
            <dd>
              {provider},{' '}
              <a href={address} rel="noreferrer">
                {entry}
              </a>{' '}
              <span class="quiet">
                (fetched {fetched?.slice(0, 10)}
                {licence !== null && `, ${licence}`})
              </span>
            </dd>
          </>
        )}
        <dt>File</dt>
        <dd>
          {file}
          {block !== null && `, block ${block}`} <span class="quiet">({format})</span>
        </dd>
        <dt>SHA-256</dt>
        <dd class="crystal-hash">{sha256}</dd>
        <dt>Method</dt>
        <dd>
          {method}, analysis {analysisVersion}
        </dd>
        <dt>Prototype</dt>
        <dd>{crystal.prototype}</dd>
        <dt>Ions</dt>
        <dd>
          {crystal.ionAssignment === 'GIVEN'
            ? 'from the file'
            : crystal.ionAssignment === 'GUESSED'
              ? `guessed, ${(crystal.ionConfidence ?? '').toLowerCase()}`
              : crystal.ionAssignment === 'NONE'
                ? 'none: an alloy'
                : 'by electronegativity'}
        </dd>
        {crystal.warnings.length > 0 && (
          <>
            <dt>Warnings</dt>
            <dd>{crystal.warnings.join(' ')}</dd>
          </>
        )}
      </dl>
    </Popover>
  );
}
