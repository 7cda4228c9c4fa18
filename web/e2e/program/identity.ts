/** The office's identity provider, a real one (the package oidc-provider), on this machine but, to a browser, on another site. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const FOLDER = fileURLToPath(new URL('../../../server/src/test/oidc', import.meta.url));
const CLIENT = 'twoseal';
const SECRET = 'a-secret-of-the-test';

/** What a service has to be told of the provider at a port, whether or not it runs already. */
export function settingsOf(port: number, folder: string): Record<string, string> {
  const secret = join(folder, 'oidc-secret');
  writeFileSync(secret, SECRET);
  return { TWOSEAL_OIDC_ISSUER: `http://localhost:${port}`, TWOSEAL_OIDC_CLIENT: CLIENT, TWOSEAL_OIDC_SECRET_FILE: secret };
}

export class IdentityProvider {
  private constructor(private readonly process: ChildProcess) {}

  /** Starts it; answers when it answers. It ends with these tests, for it reads their line. */
  static async start(port: number, service: string): Promise<IdentityProvider> {
    if (!existsSync(join(FOLDER, 'node_modules'))) {
      execFileSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: FOLDER, stdio: 'pipe' });
    }
    const child = spawn('node', ['provider.mjs', `${service}/api/v1/session/oidc/callback`, String(port)], { cwd: FOLDER, stdio: ['pipe', 'pipe', 'ignore'] });
    await new Promise<void>((resolve, reject) => {
      child.stdout.on('data', (said: Buffer) => said.includes('http://') && resolve());
      child.once('exit', () => reject(new Error('the identity provider did not start')));
    });
    return new IdentityProvider(child);
  }

  stop(): void {
    this.process.kill();
  }
}
