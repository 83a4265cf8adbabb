/** Without what nobody here uses (other audio tracks, captions of its own, protected content), and without types. */
declare module 'hls.js/light' {
  export { default } from 'hls.js';
}
