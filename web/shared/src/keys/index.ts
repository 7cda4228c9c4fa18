export * from './bytes';
export * from './digest';
export { type Sign, verify } from './ed25519';
export * from './keyfile';
export * from './note';
export * from './receipt';
export { ROUNDS, Unopened } from './pkcs12';
export * from './vkey';
