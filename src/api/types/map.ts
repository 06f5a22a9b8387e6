/** What the maps of motifs and of crystals have in common. */
import { Field, Float, Int, ObjectType } from 'type-graphql';

@ObjectType({ simpleResolvers: true, description: 'A cluster of points on a map.' })
export class MapCluster {
  @Field(() => Int, { description: 'Number of the cluster, from 0 in order of size.' })
  readonly cluster!: number;

  @Field(() => Int, { description: 'Number of points.' })
  readonly size!: number;

  @Field(() => String, { nullable: true, description: 'Most frequent geometry of its points.' })
  readonly geometry!: string | null;

  @Field(() => Float, { description: 'Fraction of its points with that geometry, 0–1.' })
  readonly share!: number;
}

@ObjectType({
  simpleResolvers: true,
  description: 'Quality of a map and its clusters.',
})
export class MapQuality {
  @Field(() => Float, {
    nullable: true,
    description:
      'Mean silhouette of the clustered points, −1 to 1 (well separated); null with fewer than two clusters.',
  })
  readonly silhouette!: number | null;

  @Field(() => Float, { description: 'Fraction of points in no cluster, 0–1.' })
  readonly outside!: number;

  @Field(() => Float, {
    description: 'Fraction of clustered points with the most frequent geometry of their cluster, 0–1.',
  })
  readonly purity!: number;
}
