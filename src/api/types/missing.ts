/** Why an id leads to nothing. */
import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { Refusal } from './common.js';

export type MissingCode = 'UNKNOWN_ID' | 'CRYSTAL_REFUSED';

const MissingCodeEnum: { [Code in MissingCode]: Code } = {
  UNKNOWN_ID: 'UNKNOWN_ID',
  CRYSTAL_REFUSED: 'CRYSTAL_REFUSED',
};

registerEnumType(MissingCodeEnum, {
  name: 'MissingCode',
  description: 'Why nothing was found for an id.',
  valuesConfig: {
    UNKNOWN_ID: { description: 'The graph holds nothing with this id.' },
    CRYSTAL_REFUSED: { description: 'The structure was read but could not be used; `refusal` says why.' },
  },
});

@ObjectType({ simpleResolvers: true, description: 'Why nothing was found for an id.' })
export class Missing {
  @Field(() => MissingCodeEnum, { description: 'The reason as a code.' })
  readonly code!: MissingCode;

  @Field(() => String, { description: 'The reason in words.' })
  readonly message!: string;

  @Field(() => Refusal, { nullable: true, description: 'Why the structure was refused, if it was.' })
  readonly refusal!: Refusal | null;
}
