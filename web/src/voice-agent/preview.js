import { Sound } from './sound.js';
import { ConversationSocket } from './socket.js';

/**
 * Lets a voice say a sentence: a short conversation of its own, in which the agent speaks and nobody listens.
 */

const PATIENCE_MS = 20_000;

/**
 * @param {import('./server.js').Server} server
 * @param {import('./server.js').ConversationWish} wish
 * @param {string} speakerId
 * @returns {Promise<void>} when all was said; fails when nothing came
 */
export async function preview(server, wish, speakerId) {
  /** @type {(value?: undefined) => void} */
  let heard = () => {};
  /** @type {(reason: Error) => void} */
  let failed = () => {};
  const over = new Promise((resolve, reject) => {
    heard = resolve;
    failed = reject;
  });
  const listener = {
    started: () => {},
    progress: () => {},
    stopped: () => {},
    finished: () => heard(),
    level: () => {},
  };
  const sound = new Sound(listener, () => {});
  /** @type {ConversationSocket | null} */
  let socket = null;
  const patience = setTimeout(() => failed(new Error('silent')), PATIENCE_MS);
  try {
    await sound.open(listener, 1);
    await sound.useSpeaker(speakerId);
    const conversation = await server.open({ ...wish, preview: true });
    socket = new ConversationSocket(server.url(conversation.stream), conversation.ticket, {
      message: (message) => {
        if (message.type === 'playback.end') {
          sound.playback.end(message.response, message.samples);
        } else if (message.type === 'ended') {
          failed(new Error(message.code));
        }
      },
      audio: (response, offset, samples) => sound.playback.add(response, offset, samples),
      closed: (code) => failed(new Error(String(code))),
    });
    await over;
  } finally {
    clearTimeout(patience);
    socket?.send({ type: 'end' });
    socket?.close();
    sound.close();
  }
}
