/** How much of a file is read before it is refused. One set for every way in, so that no door is wider than another. */
export interface SheetLimits {
  /** Bytes of the file as it lies on disk. */
  readonly fileBytes: number;
  /** Bytes of a legacy .xls, which can only be read whole. */
  readonly legacyBytes: number;
  /** Entries of the ZIP archive. */
  readonly entries: number;
  /** Bytes of all entries together once inflated. */
  readonly inflatedBytes: number;
  /** Inflated : packed, judged per entry from `ratioFrom` inflated bytes on. */
  readonly ratio: number;
  readonly ratioFrom: number;
  readonly sheets: number;
  /** Rows that hold a value, per sheet. */
  readonly rows: number;
  readonly columns: number;
  /** UTF-16 units of one cell: Excel's own bound. */
  readonly cellChars: number;
  readonly sharedStrings: number;
  /** Bytes of all shared strings in UTF-8. */
  readonly sharedBytes: number;
  readonly merges: number;
  readonly xmlDepth: number;
  /** Bytes of XML that may pass without a tag, a text or a comment coming to its end. */
  readonly xmlToken: number;
  /** Seconds of reading (waiting for the consumer is not counted). */
  readonly seconds: number;
  /** Megabytes of JavaScript heap of the reading worker. */
  readonly heapMb: number;
}

const MB = 1_000_000;

/**
 * 100,000 rows of the widest known roster (27 columns, inline strings) inflate to about 150 MB at a ratio of 15 to 30;
 * an archive made to explode starts at 500. So the total decides, and the ratio only from 10 MB on.
 */
export const sheetLimits: SheetLimits = {
  fileBytes: 50 * MB,
  legacyBytes: 5 * MB,
  entries: 2_000,
  inflatedBytes: 200 * MB,
  ratio: 100,
  ratioFrom: 10 * MB,
  sheets: 50,
  rows: 100_000,
  columns: 200,
  cellChars: 32_767,
  sharedStrings: 500_000,
  sharedBytes: 32 * MB,
  merges: 20_000,
  xmlDepth: 32,
  xmlToken: 512_000,
  seconds: 30,
  heapMb: 256,
};
