/** A line to the service that can be cut and mended: whoever comes by it has what the hall's network has. */
import { createConnection, createServer, type Server, type Socket } from 'node:net';

export class Line {
  private readonly sockets = new Set<Socket>();
  private isCut = false;

  private constructor(
    private readonly server: Server,
    readonly url: string,
  ) {}

  /** A line to `to`, such as http://127.0.0.1:8080. */
  static async to(to: string): Promise<Line> {
    const { hostname, port } = new URL(to);
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const line = new Line(server, `http://127.0.0.1:${address !== null && typeof address === 'object' ? address.port : 0}`);
    server.on('connection', (here) => line.join(here, () => createConnection(Number(port), hostname)));
    return line;
  }

  cut(): void {
    this.isCut = true;
    for (const each of this.sockets) each.destroy();
  }

  mend(): void {
    this.isCut = false;
  }

  close(): void {
    this.cut();
    this.server.close();
  }

  private join(here: Socket, connect: () => Socket): void {
    if (this.isCut) {
      here.destroy();
      return;
    }
    const there = connect();
    for (const [one, other] of [[here, there], [there, here]] as const) {
      this.sockets.add(one);
      one.on('error', () => other.destroy());
      one.on('close', () => {
        this.sockets.delete(one);
        other.destroy();
      });
      one.pipe(other);
    }
  }
}
