/** A fake mail server: as much of SMTP as one that takes everything needs. It knows no repetitions. */
import { createServer, type AddressInfo, type Socket } from 'node:net';
import type { Arrived, Behaviour, Fake } from './behaviour.ts';

interface Desk {
  readonly arrived: Arrived[];
  asked: number;
  next: () => Behaviour;
}

const headerOf = (mail: string, name: string): string => {
  const [head = ''] = mail.split('\r\n\r\n');
  const unfolded = head.replaceAll(/\r\n[ \t]+/g, ' ');
  return new RegExp(`^${name}: (.*)$`, 'im').exec(unfolded)?.[1] ?? '';
};

/** The letter as a person reads it. */
const bodyOf = (mail: string): string => {
  const body = mail.slice(mail.indexOf('\r\n\r\n') + 4);
  const encoding = headerOf(mail, 'Content-Transfer-Encoding').toLowerCase();
  if (encoding === 'base64') return Buffer.from(body, 'base64').toString('utf8');
  if (encoding !== 'quoted-printable') return body;
  const bytes = body
    .replaceAll('=\r\n', '')
    .replaceAll(/=([0-9A-F]{2})/g, (_, code: string) => String.fromCodePoint(Number.parseInt(code, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
};

/** One connection: commands by line, and the letter until the lonely dot. */
const serve = (socket: Socket, desk: Desk): void => {
  let buffer = '';
  let to = '';
  let isData = false;
  const say = (line: string): void => void socket.write(`${line}\r\n`);
  const finish = (mail: string): void => {
    isData = false;
    desk.asked += 1;
    const behaviour = desk.next();
    if (behaviour === 'busy') return say('451 try again later');
    if (behaviour === 'refused') return say('550 no such user');
    if (behaviour === 'silent') return;
    desk.arrived.push({ to, text: `${headerOf(mail, 'Message-ID')} ${bodyOf(mail)}` });
    if (behaviour === 'taken_silently') return;
    say('250 taken');
    if (behaviour === 'twice') say('250 taken');
  };
  const obey = (line: string): void => {
    const word = line.slice(0, 4).toUpperCase();
    if (word === 'RCPT') to = /<(.*)>/.exec(line)?.[1] ?? '';
    if (word === 'DATA') isData = true;
    if (word === 'DATA') say('354 go on');
    else if (word === 'QUIT') socket.end('221 bye\r\n');
    else say('250 ok');
  };
  const read = (): void => {
    for (;;) {
      const end = buffer.indexOf(isData ? '\r\n.\r\n' : '\r\n');
      if (end < 0) return;
      const part = buffer.slice(0, end);
      buffer = buffer.slice(end + (isData ? 5 : 2));
      if (isData) finish(part);
      else obey(part);
    }
  };
  socket.setEncoding('utf8');
  socket.on('error', () => undefined);
  socket.on('data', (chunk: string) => {
    buffer += chunk;
    read();
  });
  say('220 fake');
};

export const fakeMail = async (): Promise<Fake> => {
  const desk: Desk = { arrived: [], asked: 0, next: () => 'ok' };
  const open = new Set<Socket>();
  const server = createServer((socket) => {
    open.add(socket);
    socket.on('close', () => open.delete(socket));
    serve(socket, desk);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    arrived: desk.arrived,
    asked: () => desk.asked,
    behave: (next) => {
      desk.next = next;
    },
    async close() {
      for (const socket of open) socket.destroy();
      await new Promise((done) => server.close(done));
    },
  };
};
