// An identity provider on this machine for OidcTest and the browser's tests: prints its address, answers until its standard input ends.
// With a port it is http://localhost:PORT, to a browser another site than 127.0.0.1.
// Whoever signs in as NAME is NAME, with the address NAME@minghe.example, verified unless the name begins with "un".
import http from 'node:http';
import { createInterface } from 'node:readline';
import Provider from 'oidc-provider';

const [redirectUri, fixedPort] = process.argv.slice(2);
const server = http.createServer();

server.listen(Number(fixedPort ?? 0), '127.0.0.1', () => {
  const issuer = fixedPort === undefined ? `http://127.0.0.1:${server.address().port}` : `http://localhost:${fixedPort}`;
  const provider = new Provider(issuer, {
    clients: [{ client_id: 'twoseal', client_secret: 'a-secret-of-the-test', redirect_uris: [redirectUri] }],
    pkce: { required: () => true, methods: ['S256'] },
    claims: { openid: ['sub'], email: ['email', 'email_verified'] },
    cookies: { keys: ['only of this test'] },
    findAccount: (context, id) => ({
      accountId: id,
      claims: () => ({ sub: id, email: `${id}@minghe.example`, email_verified: !id.startsWith('un') }),
    }),
  });
  server.on('request', provider.callback());
  console.log(issuer);
});

createInterface({ input: process.stdin }).on('close', () => process.exit(0));
