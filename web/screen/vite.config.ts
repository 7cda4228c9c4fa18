import { app } from '../vite.app.ts';

export default app('screen', '/screen/');
