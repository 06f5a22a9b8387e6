/** Where a structure came from. */
import { ObjectType } from 'type-graphql';
import { CRYSTAL } from '../../graph/tables.js';
import { Declared } from './declared.js';

@ObjectType({ simpleResolvers: true, description: 'Where a value came from: the file, and what was done with it.' })
@Declared(CRYSTAL.fields, 'Provenance')
export class Provenance {}
