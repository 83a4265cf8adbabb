import { SaxesParser } from 'saxes';
import type { SheetLimits } from './limits.ts';
import { sheetRefused } from './refused.ts';

export type Attributes = Readonly<Record<string, string | undefined>>;

/** Receives a document in order; names come without their namespace prefix. */
export interface XmlSink {
  open(name: string, attributes: Attributes): void;
  close(name: string): void;
  text(text: string): void;
}

const local = (name: string): string => {
  const colon = name.indexOf(':');
  return colon < 0 ? name : name.slice(colon + 1);
};

interface Feed {
  write(text: string): void;
  end(): void;
}

/**
 * The parser gives a text, tag or comment only when it is complete, and holds it until then: `xmlToken` bounds what it
 * may hold, so that one endless token cannot fill the memory. Entities exist only through a DOCTYPE, which is refused.
 */
const feed = (sink: XmlSink, limits: SheetLimits): Feed => {
  const parser = new SaxesParser({ xmlns: false, position: false });
  let depth = 0;
  let pending = 0;
  parser.on('doctype', () => {
    throw sheetRefused('xml_doctype');
  });
  parser.on('opentag', (tag) => {
    pending = 0;
    if (++depth > limits.xmlDepth) throw sheetRefused('xml_depth');
    sink.open(local(tag.name), tag.attributes);
  });
  parser.on('closetag', (tag) => {
    pending = 0;
    depth--;
    sink.close(local(tag.name));
  });
  const onText = (text: string): void => {
    pending = 0;
    sink.text(text);
  };
  parser.on('text', onText);
  parser.on('cdata', onText);
  parser.on('comment', () => {
    pending = 0;
  });
  return {
    write: (text) => {
      pending += text.length;
      parser.write(text);
      if (pending > limits.xmlToken) throw sheetRefused('xml_token');
    },
    end: () => {
      parser.close();
    },
  };
};

/** Parses a stream of UTF-8 XML into a sink; gives control back after each chunk, so that the sink can be drained. */
export async function* xmlSteps(
  chunks: AsyncIterable<Buffer>,
  sink: XmlSink,
  limits: SheetLimits,
): AsyncGenerator<void> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const parser = feed(sink, limits);
  for await (const chunk of chunks) {
    parser.write(decoder.decode(chunk, { stream: true }));
    yield;
  }
  parser.write(decoder.decode());
  parser.end();
  yield;
}

/** Parses a whole document. */
export const parseXml = async (chunks: AsyncIterable<Buffer>, sink: XmlSink, limits: SheetLimits): Promise<void> => {
  const steps = xmlSteps(chunks, sink, limits);
  while (!(await steps.next()).done);
};
