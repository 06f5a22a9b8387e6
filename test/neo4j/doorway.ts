/** Stands between a client and a server, and takes the server away without touching it. */
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

export class Doorway {
  private readonly sockets = new Set<Socket>();
  private server: Server | null = null;
  private hanging = false;

  private constructor(
    private readonly target: URL,
    private port: number,
  ) {}

  static async before(uri: string): Promise<Doorway> {
    const doorway = new Doorway(new URL(uri), 0);
    await doorway.restore();
    return doorway;
  }

  get uri(): string {
    return `bolt://127.0.0.1:${this.port}`;
  }

  /** Connections are taken, and nothing is answered. */
  hang(): void {
    this.hanging = true;
    for (const socket of this.sockets) socket.pause();
  }

  /** Connections are refused, and those that there are break. */
  async refuse(): Promise<void> {
    const { server } = this;
    this.server = null;
    for (const socket of this.sockets) socket.destroy();
    server?.close();
    if (server !== null) await once(server, 'close');
  }

  async restore(): Promise<void> {
    this.hanging = false;
    for (const socket of this.sockets) socket.resume();
    if (this.server !== null) return;
    this.server = createServer((client) => this.join(client)).listen(this.port, '127.0.0.1');
    await once(this.server, 'listening');
    this.port = (this.server.address() as AddressInfo).port;
  }

  private join(client: Socket): void {
    const server = connect(Number(this.target.port), this.target.hostname);
    for (const [from, to] of [
      [client, server],
      [server, client],
    ] as const) {
      this.sockets.add(from);
      from.on('error', () => {});
      from.on('close', () => {
        this.sockets.delete(from);
        to.destroy();
      });
      from.on('data', (chunk) => to.write(chunk));
      if (this.hanging) from.pause();
    }
  }
}
