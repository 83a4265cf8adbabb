/** The floor of reading a workbook: inflate and SAX-parse its sheets, and keep nothing. */
import { SaxesParser } from 'saxes';
import yauzl from 'yauzl';

/** Milliseconds to run through every worksheet and the shared strings of an .xlsx file. */
export const bareRead = (path: string): Promise<number> =>
  new Promise((resolve, reject) => {
    const start = performance.now();
    yauzl.open(path, { lazyEntries: true }, (error, zip) => {
      if (error) {
        reject(error);
        return;
      }
      zip.on('entry', (entry: yauzl.Entry) => {
        if (!/xl\/(worksheets\/.*|sharedStrings)\.xml$/.test(entry.fileName)) {
          zip.readEntry();
          return;
        }
        zip.openReadStream(entry, (failure, stream) => {
          if (failure) {
            reject(failure);
            return;
          }
          const parser = new SaxesParser();
          let cells = 0;
          parser.on('opentag', (tag) => {
            if (tag.name === 'c') cells += 1;
          });
          parser.on('text', () => undefined);
          stream.setEncoding('utf8');
          stream.on('data', (text: string) => parser.write(text));
          stream.on('error', reject);
          stream.on('end', () => {
            parser.close();
            zip.readEntry();
          });
        });
      });
      zip.on('end', () => resolve(performance.now() - start));
      zip.on('error', reject);
      zip.readEntry();
    });
  });
