/** The service about itself: version, limits, error codes. */
import { Ctx, Field, FieldResolver, Float, ObjectType, Query, Resolver } from 'type-graphql';
import { FINGERPRINT_LABELS } from '../../motif/crystalnn/fingerprint.js';
import { ANALYSIS_VERSION, methodOf } from '../../motif/method.js';
import type { Context } from '../context.js';
import { itemsTimes } from '../cost.js';
import { LIMIT_MEANINGS, type LimitName } from '../limits.js';
import { PROGRAM } from '../../program.js';
import { ERROR_MEANINGS, type ErrorCode, ErrorCodeEnum } from '../types/error-code.js';

@ObjectType({
  simpleResolvers: true,
  description: 'A limit of this server. A request that exceeds it gets an error with its name.',
})
export class Limit {
  @Field(() => String, { description: 'Name, as in `extensions.limit.name` of the error.' })
  readonly name!: string;

  @Field(() => Float, { description: 'Largest allowed value.' })
  readonly value!: number;

  @Field(() => String, { description: 'What the limit applies to, with its unit.' })
  readonly meaning!: string;
}

@ObjectType({ simpleResolvers: true, description: 'An error code.' })
export class ErrorCodeMeaning {
  @Field(() => ErrorCodeEnum, { description: 'The code, as in `extensions.code` of the error.' })
  readonly code!: ErrorCode;

  @Field(() => String, { description: 'What it means, and what to do about it.' })
  readonly meaning!: string;
}

@ObjectType({ simpleResolvers: true, description: 'Information about the service.' })
export class Service {
  @Field(() => String, { description: 'Version of the software.' })
  readonly version!: string;

  @Field(() => String, { description: 'Method by which structures are analysed unless a request says otherwise.' })
  readonly method!: string;

  @Field(() => String, { description: 'Version of the analysis for new structures.' })
  readonly analysisVersion!: string;

  @Field(() => [String], {
    description:
      "Names of the values of a site's `fingerprint`, in their order. `wt CN_6` is the weight of coordination number 6.",
  })
  readonly fingerprintLabels!: readonly string[];
}

@Resolver(() => Service)
export class ServiceResolver {
  @Query(() => Service, { nullable: true, description: 'Version, limits and error codes of this server.' })
  service(): Service {
    return {
      version: PROGRAM.version,
      method: methodOf('simplest'),
      analysisVersion: ANALYSIS_VERSION,
      fingerprintLabels: FINGERPRINT_LABELS,
    };
  }

  @FieldResolver(() => String, {
    description:
      'Version of the graph: any text, another one after each change. What was answered under the same version is still right.',
  })
  graphVersion(@Ctx() { queryGraph }: Context): Promise<string> {
    return queryGraph((store) => store.version());
  }

  @FieldResolver(() => [Limit], { description: 'Limits on requests.', complexity: itemsTimes(15) })
  limits(@Ctx() { limits }: Context): Limit[] {
    const names = Object.keys(limits) as LimitName[];
    return names.map((name) => ({ name, value: limits[name], meaning: LIMIT_MEANINGS[name] }));
  }

  @FieldResolver(() => [ErrorCodeMeaning], { description: 'Error codes.', complexity: itemsTimes(20) })
  errorCodes(): ErrorCodeMeaning[] {
    const codes = Object.keys(ERROR_MEANINGS) as ErrorCode[];
    return codes.map((code) => ({ code, meaning: ERROR_MEANINGS[code] }));
  }
}
