// node bench/bench-floor.ts: the least that Fastify can do, which everything else is compared to.
import fastify from 'fastify';

const bodies = new Map<number, string>();
const app = fastify();

app.get<{ Params: { bytes: number } }>('/:bytes', (request, reply) => {
  const bytes = Number(request.params.bytes);
  let body = bodies.get(bytes);
  if (body === undefined) {
    body = bytes === 0 ? '' : JSON.stringify('x'.repeat(bytes - 2));
    bodies.set(bytes, body);
  }
  reply.header('content-type', 'application/json; charset=utf-8').send(body);
});

await app.listen({ host: '127.0.0.1', port: 0 });
const address = app.server.address();
process.stdout.write(
  `Ready at http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}\n`,
);
process.once('SIGTERM', () => void app.close());
