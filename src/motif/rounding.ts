/**
 * The numbers of an analysis with as many digits as mean something: those of structure files. What is printed, stored and
 * learned from is then one number, values that symmetry makes equal are equal, and whether an angle of 90° is below or
 * above a limit is not left to the last bit.
 */
import type { Bond, Connection, Environment, Ligand, MotifAnalysis, MotifSite, UnitBond } from './analysis.js';

/** Å; volumes in Å³, valences, symmetry measures and fractions likewise. */
const DIGITS = 6;
const ANGLE_DIGITS = 4;
const ORDER_DIGITS = 2;
/** Order parameters are means of a handful of numbers between 0 and 1. */
const FINGERPRINT_DIGITS = 5;

export function withRoundedNumbers(analysis: MotifAnalysis): MotifAnalysis {
  const { sites, connections, bonds, cations, unitBonds, globalInstabilityIndex } = analysis;
  return {
    ...analysis,
    globalInstabilityIndex: roundedOrNull(globalInstabilityIndex),
    sites: sites.map(roundedSite),
    connections: connections.map(roundedConnection),
    ...(cations && {
      cations: { sites: cations.sites.map(roundedSite), connections: cations.connections.map(roundedConnection) },
    }),
    unitBonds: unitBonds.map(({ distance, order, ...bond }): UnitBond => {
      return { ...bond, distance: rounded(distance, DIGITS), order: rounded(order, ORDER_DIGITS) };
    }),
    ...(bonds && { bonds: bonds.map((bond): Bond => ({ ...bond, distance: rounded(bond.distance, DIGITS) })) }),
  };
}

/** Of a site, with DIGITS. */
const SITE_NUMBERS = [
  'csm',
  'bondLengthRange',
  'polyhedronVolume',
  'distortionIndex',
  'quadraticElongation',
  'effectiveCoordinationNumber',
  'offCentreDisplacement',
  'bondValenceSum',
] as const satisfies readonly (keyof MotifSite)[];

function roundedSite(site: MotifSite): MotifSite {
  const { ligands, ligandAngles, environments, fingerprint } = site;
  return {
    ...site,
    ...Object.fromEntries(SITE_NUMBERS.map((name) => [name, roundedOrNull(site[name])])),
    bondAngleVariance: roundedOrNull(site.bondAngleVariance, ANGLE_DIGITS),
    octahedralTilt: roundedOrNull(site.octahedralTilt, ANGLE_DIGITS),
    ligands: ligands.map((ligand): Ligand => ({ ...ligand, distance: rounded(ligand.distance, DIGITS) })),
    ligandAngles: ligandAngles.map((angle) => rounded(angle, ANGLE_DIGITS)),
    ...(environments && { environments: environments.map(roundedEnvironment) }),
    ...(fingerprint && { fingerprint: fingerprint.map((value) => rounded(value, FINGERPRINT_DIGITS)) }),
  };
}

function roundedEnvironment({ geometry, fraction, csm }: Environment): Environment {
  return { geometry, fraction: rounded(fraction, DIGITS), csm: rounded(csm, DIGITS) };
}

function roundedConnection(connection: Connection): Connection {
  const { distance, anglesInDegrees, bondLengths } = connection;
  return {
    ...connection,
    distance: rounded(distance, DIGITS),
    anglesInDegrees: anglesInDegrees.map((angle) => rounded(angle, ANGLE_DIGITS)),
    bondLengths: bondLengths.map(([from, to]) => [rounded(from, DIGITS), rounded(to, DIGITS)] as const),
  };
}

function roundedOrNull(value: number | null, digits = DIGITS): number | null {
  return value === null ? null : rounded(value, digits);
}

/** The nearest number to that decimal; 0 never as −0. */
function rounded(value: number, digits: number): number {
  const scale = 10 ** digits;
  return Math.round(value * scale) / scale || 0;
}
