export { keepDifficulty, type Measured } from './commands.ts';
