/** Asks as fast as answers come, with as little work as possible: the server is what is measured. */
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';

const CONNECTIONS = 8;

/** @returns requests, seconds, and seconds of processor that the server took for them (Linux alone tells). */
export async function load({ url, pid, seconds, body, connections = CONNECTIONS }) {
  const { port } = new URL(url);
  const end = performance.now() + 1000 * seconds;
  const [begun, before] = [performance.now(), processorSeconds(pid)];
  const counts = await Promise.all(Array.from({ length: connections }, () => one(Number(port), end, body)));
  return {
    requests: counts.reduce((sum, count) => sum + count, 0),
    seconds: (performance.now() - begun) / 1000,
    processor: processorSeconds(pid) - before,
  };
}

async function one(port, end, body) {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true });
  await once(socket, 'connect');
  let requests = 0;
  let missing = 0;
  await new Promise((resolve, reject) => {
    const ask = () => {
      const text = body();
      const head = `POST /graphql HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: ${text.length}\r\n\r\n`;
      socket.write(head + text);
    };
    socket.on('error', reject);
    socket.on('data', (bytes) => {
      if (missing === 0) {
        const head = bytes.indexOf('\r\n\r\n') + 4;
        const answer = bytes.latin1Slice(0, head);
        if (!answer.startsWith('HTTP/1.1 200')) reject(new Error(bytes.toString()));
        missing = Number(/content-length: (\d+)/i.exec(answer)[1]) + head;
      }
      missing -= bytes.length;
      if (missing > 0) return;
      requests++;
      if (performance.now() < end) ask();
      else resolve();
    });
    ask();
  });
  socket.destroy();
  return requests;
}

/** In user and kernel mode, of all threads; a tick is 10 ms. */
export function processorSeconds(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
  return (Number(fields[11]) + Number(fields[12])) / 100;
}
