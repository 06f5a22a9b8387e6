/** Where a structure came from. */
import { ObjectType } from 'type-graphql';
import { CRYSTAL } from '../../graph/tables.js';
import { Declared } from './declared.js';

@ObjectType({ simpleResolvers: true, description: 'Where the data come from: the file, and how it was analysed.' })
@Declared(CRYSTAL.fields, 'Provenance')
export class Provenance {}
