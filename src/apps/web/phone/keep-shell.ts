/** Asks the browser to keep the phone's own pages, so that they open without a network. Where it cannot, nothing is missing with one. */
export const keepShell = (): void => {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  navigator.serviceWorker.register('/phone-worker.js', { scope: '/m', updateViaCache: 'none' }).catch(() => undefined);
};
