export { within, type Ground, type Prepared, type Scene, type Scenes, type Township } from './access.ts';
