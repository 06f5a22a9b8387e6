/** What the schema says of the units of predicted properties. */
import { UNITS } from '../../amdnet/properties.js';

const QUOTED_UNITS = UNITS.map((unit) => `\`${unit}\``).join(', ');

export const UNIT_DESCRIPTION = `Unit of value and interval: ${QUOTED_UNITS} or \`probability\`.`;
export const BASIS_UNIT_DESCRIPTION = `Unit of all values here: ${QUOTED_UNITS}, or \`log-odds\` of being a metal.`;
