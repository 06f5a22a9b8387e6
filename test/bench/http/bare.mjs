/** Apollo Server on Fastify without anything of ours: what `{ service { version } }` costs at least. */
import { ApolloServer } from '@apollo/server';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import { fastify } from 'fastify';

const apollo = new ApolloServer({
  typeDefs: 'type Query { service: Service! } type Service { version: String! }',
  resolvers: { Query: { service: () => ({ version: '0.1.0' }) } },
  nodeEnv: 'production',
});
await apollo.start();
const http = fastify();
http.route({ method: ['GET', 'POST'], url: '/graphql', handler: fastifyApolloHandler(apollo) });
console.log(await http.listen({ host: '127.0.0.1', port: 0 }));
