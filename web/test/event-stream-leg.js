/**
 * The server's side of a conversation where WebSockets are blocked: server-sent events down, POST up.
 */

export class EventStreamLeg {
  #response;
  #key;
  /** @type {(text: string) => void} */
  ontext = () => {};
  /** @type {(bytes: Buffer) => void} */
  onbinary = () => {};
  onclose = () => {};

  /**
   * @param {import('node:http').ServerResponse} response
   * @param {string} path where what goes up is sent
   * @param {string} key what it must carry
   */
  constructor(response, path, key) {
    this.#response = response;
    this.#key = key;
    response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
    response.on('close', () => this.onclose());
    this.#event('open', JSON.stringify({ path, key }));
  }

  /**
   * @param {import('node:http').IncomingMessage} request
   * @param {import('node:http').ServerResponse} response
   */
  async take(request, response) {
    if (request.headers['charla-key'] !== this.#key) {
      response.writeHead(401).end();
      return;
    }
    const parts = [];
    for await (const part of request) {
      parts.push(part);
    }
    const body = Buffer.concat(parts);
    if (request.headers['content-type'] === 'application/octet-stream') {
      for (let at = 0; at < body.length; at += 960) {
        this.onbinary(body.subarray(at, at + 960));
      }
    } else {
      for (const message of JSON.parse(body.toString())) {
        this.ontext(JSON.stringify(message));
      }
    }
    response.writeHead(204).end();
  }

  /** @param {object} message */
  send(message) {
    this.#event('', JSON.stringify(message));
  }

  /** @param {Buffer} bytes */
  sendBinary(bytes) {
    this.#event('audio', bytes.toString('base64'));
  }

  /** @param {number} code */
  close(code) {
    this.#event('close', String(code));
    this.#response.end();
  }

  drop() {
    this.#response.destroy();
  }

  /**
   * @param {string} name
   * @param {string} data
   */
  #event(name, data) {
    if (!this.#response.writableEnded && !this.#response.destroyed) {
      this.#response.write(`${name === '' ? '' : `event: ${name}\n`}data: ${data}\n\n`);
    }
  }
}
