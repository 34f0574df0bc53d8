/** A page as small as can be: opens a conversation with Charla, types, and keeps what it is told. */
import { randomBytes } from 'node:crypto';
import http from 'node:http';

function post(port, path) {
  return new Promise((resolve, reject) => {
    const request = http.request(
      {
        host: '127.0.0.1',
        port,
        path,
        method: 'POST',
        headers: { 'content-type': 'application/json' },
      },
      (response) => {
        let text = '';
        response.on('data', (chunk) => (text += chunk));
        response.on('end', () => {
          if (response.statusCode === 201) resolve(JSON.parse(text));
          else reject(new Error(`no conversation: ${response.statusCode} ${text}`));
        });
      },
    );
    request.on('error', reject);
    request.end('{}');
  });
}

export class Conversation {
  messages = [];
  #waiting = [];
  #bytes = Buffer.alloc(0);

  /** Opens a conversation at a port of this machine. */
  static async open(port) {
    const { ticket, stream } = await post(port, '/api/conversations');
    // It is told relative to where Charla is served, which may be below a path.
    const { pathname } = new URL(stream, `http://127.0.0.1:${port}/`);
    const conversation = new Conversation();
    conversation.socket = await new Promise((resolve, reject) => {
      const request = http.request({
        host: '127.0.0.1',
        port,
        path: pathname,
        headers: {
          connection: 'Upgrade',
          upgrade: 'websocket',
          'sec-websocket-version': '13',
          'sec-websocket-key': randomBytes(16).toString('base64'),
          'sec-websocket-protocol': `charla.v1, charla.ticket.${ticket}`,
        },
      });
      request.on('upgrade', (_, socket) => resolve(socket));
      request.on('response', (response) => reject(new Error(`no upgrade: ${response.statusCode}`)));
      request.on('error', reject);
      request.end();
    });
    conversation.socket.on('data', (chunk) => conversation.#take(chunk));
    conversation.socket.on('error', () => {});
    return conversation;
  }

  /** Frames of a server are not masked; only text matters here. */
  #take(chunk) {
    this.#bytes = Buffer.concat([this.#bytes, chunk]);
    for (;;) {
      const bytes = this.#bytes;
      if (bytes.length < 2) return;
      const short = bytes[1] & 0x7f;
      const head = short === 127 ? 10 : short === 126 ? 4 : 2;
      if (bytes.length < head) return;
      const length =
        short === 127
          ? Number(bytes.readBigUInt64BE(2))
          : short === 126
            ? bytes.readUInt16BE(2)
            : short;
      if (bytes.length < head + length) return;
      this.#bytes = bytes.subarray(head + length);
      if ((bytes[0] & 0x0f) === 1)
        this.#hear(JSON.parse(bytes.subarray(head, head + length).toString('utf8')));
    }
  }

  #hear(message) {
    this.messages.push(message);
    this.#waiting = this.#waiting.filter(({ wanted, resolve }) => {
      if (!wanted(message)) return true;
      resolve(message);
      return false;
    });
  }

  /** The first message, past or to come, that is wanted. */
  until(wanted) {
    const found = this.messages.find(wanted);
    if (found) return Promise.resolve(found);
    return new Promise((resolve) => this.#waiting.push({ wanted, resolve }));
  }

  type(text) {
    const data = Buffer.from(JSON.stringify({ type: 'text', text }));
    const mask = randomBytes(4);
    const masked = data.map((byte, i) => byte ^ mask[i % 4]);
    this.socket.write(Buffer.concat([Buffer.from([0x81, 0x80 | data.length]), mask, masked]));
  }
}
