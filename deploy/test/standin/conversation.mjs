/** Clients as small as can be, of Charla's page and of its Voice Live service; they keep what they are told. */
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

/** A WebSocket of JSON messages. */
class Wire {
  messages = [];
  #waiting = [];
  #bytes = Buffer.alloc(0);

  async connect(port, path, headers) {
    this.socket = await new Promise((resolve, reject) => {
      const request = http.request({
        host: '127.0.0.1',
        port,
        path,
        headers: {
          connection: 'Upgrade',
          upgrade: 'websocket',
          'sec-websocket-version': '13',
          'sec-websocket-key': randomBytes(16).toString('base64'),
          ...headers,
        },
      });
      request.on('upgrade', (_, socket) => resolve(socket));
      request.on('response', (response) => reject(new Error(`no upgrade: ${response.statusCode}`)));
      request.on('error', reject);
      request.end();
    });
    this.socket.on('data', (chunk) => this.#take(chunk));
    this.socket.on('error', () => {});
    return this;
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

  send(message) {
    const data = Buffer.from(JSON.stringify(message));
    const mask = randomBytes(4);
    const head = Buffer.alloc(data.length < 126 ? 2 : 4);
    head[0] = 0x81;
    head[1] = 0x80 | Math.min(data.length, 126);
    if (data.length >= 126) head.writeUInt16BE(data.length, 2);
    const masked = data.map((byte, i) => byte ^ mask[i % 4]);
    this.socket.write(Buffer.concat([head, mask, masked]));
  }
}

/** A page. */
export class Conversation extends Wire {
  /** Opens a conversation at a port of this machine. */
  static async open(port) {
    const { ticket, stream } = await post(port, '/api/conversations');
    // It is told relative to where Charla is served, which may be below a path.
    const { pathname } = new URL(stream, `http://127.0.0.1:${port}/`);
    return new Conversation().connect(port, pathname, {
      'sec-websocket-protocol': `charla.v1, charla.ticket.${ticket}`,
    });
  }

  type(text) {
    this.send({ type: 'text', text });
  }
}

/** A client of the Voice Live service. */
export class Session extends Wire {
  static open(port) {
    return new Session().connect(port, '/voice-live/realtime?api-version=2026-07-15&model=gpt-4.1');
  }

  /** Says a recording of 8 kHz and hears what it was understood as. */
  async say(samples) {
    this.send({
      type: 'session.update',
      session: { input_audio_format: 'pcm16', input_audio_sampling_rate: 8_000 },
    });
    const silence = Buffer.alloc(8_000 * 2 * 1.2);
    const audio = Buffer.concat([samples, silence]);
    for (let at = 0; at < audio.length; at += 3_200) {
      const part = audio.subarray(at, at + 3_200).toString('base64');
      this.send({ type: 'input_audio_buffer.append', audio: part });
    }
    const { transcript } = await this.until(
      ({ type }) => type === 'conversation.item.input_audio_transcription.completed',
    );
    return transcript;
  }
}
