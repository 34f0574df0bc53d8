import { createHash } from 'node:crypto';

/**
 * The server's side of one WebSocket, by hand, so that it can misbehave as well. Messages are not
 * fragmented, which browsers do not do for messages of this size.
 */

const GUID = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';
const TEXT = 1;
const BINARY = 2;
const CLOSE = 8;
const PING = 9;
const PONG = 10;

export class ServerSocket {
  #socket;
  #rest = Buffer.alloc(0);
  /** @type {(text: string) => void} */
  ontext = () => {};
  /** @type {(bytes: Buffer) => void} */
  onbinary = () => {};
  onclose = () => {};

  /**
   * @param {import('node:http').IncomingMessage} request
   * @param {import('node:stream').Duplex} socket
   * @param {string} protocol
   */
  constructor(request, socket, protocol) {
    const key = createHash('sha1')
      .update(`${request.headers['sec-websocket-key']}${GUID}`)
      .digest('base64');
    socket.write(
      'HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n' +
        `Sec-WebSocket-Accept: ${key}\r\nSec-WebSocket-Protocol: ${protocol}\r\n\r\n`,
    );
    this.#socket = socket;
    socket.on('data', (bytes) => this.#receive(bytes));
    socket.on('close', () => this.onclose());
    socket.on('error', () => socket.destroy());
  }

  /** @param {object} message */
  send(message) {
    this.#write(TEXT, Buffer.from(JSON.stringify(message)));
  }

  /** @param {Buffer} bytes */
  sendBinary(bytes) {
    this.#write(BINARY, bytes);
  }

  /** @param {number} code */
  close(code) {
    const payload = Buffer.alloc(2);
    payload.writeUInt16BE(code);
    this.#write(CLOSE, payload);
    this.#socket.end();
  }

  /** Ends as a network does: without a word. */
  drop() {
    this.#socket.destroy();
  }

  /**
   * @param {number} opcode
   * @param {Buffer} payload
   */
  #write(opcode, payload) {
    if (this.#socket.destroyed) {
      return;
    }
    const long = payload.length > 125;
    const head = Buffer.alloc(long ? 4 : 2);
    head[0] = 0x80 | opcode;
    head[1] = long ? 126 : payload.length;
    if (long) {
      head.writeUInt16BE(payload.length, 2);
    }
    this.#socket.write(Buffer.concat([head, payload]));
  }

  /** @param {Buffer} bytes */
  #receive(bytes) {
    this.#rest = Buffer.concat([this.#rest, bytes]);
    for (;;) {
      const rest = this.#rest;
      if (rest.length < 2) {
        return;
      }
      const short = rest.readUInt8(1) & 0x7f;
      const headLength = short === 126 ? 4 : 2;
      if (rest.length < headLength + 4) {
        return;
      }
      const length = short === 126 ? rest.readUInt16BE(2) : short;
      const end = headLength + 4 + length;
      if (rest.length < end) {
        return;
      }
      const mask = rest.subarray(headLength, headLength + 4);
      const payload = Buffer.from(rest.subarray(headLength + 4, end));
      for (let i = 0; i < length; i++) {
        payload.writeUInt8(payload.readUInt8(i) ^ mask.readUInt8(i % 4), i);
      }
      this.#rest = rest.subarray(end);
      this.#dispatch(rest.readUInt8(0) & 0x0f, payload);
    }
  }

  /**
   * @param {number} opcode
   * @param {Buffer} payload
   */
  #dispatch(opcode, payload) {
    switch (opcode) {
      case TEXT:
        this.ontext(payload.toString());
        break;
      case BINARY:
        this.onbinary(payload);
        break;
      case PING:
        this.#write(PONG, payload);
        break;
      case CLOSE:
        this.#socket.end();
        break;
    }
  }
}
