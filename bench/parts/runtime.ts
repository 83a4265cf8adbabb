/** The flags of Node with which `npm start` and `zhibu` run the program (`package.json`, the first line of `bin/zhibu.js`). */
export const runtimeFlags: readonly string[] = ['--v8-pool-size=1', '--heap-growing-percent=35'];
