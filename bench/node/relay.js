// A relay as one would write it under Node.js with ws: binary audio from the page becomes JSON for the
// service, and its JSON becomes binary audio for the page. node relay.js PORT SERVICE_PORT
const { WebSocketServer, WebSocket } = require('ws');

const [port, servicePort] = process.argv.slice(2).map(Number);
const server = new WebSocketServer({ host: '127.0.0.1', port, backlog: 1024 });

server.on('connection', (page) => {
  const service = new WebSocket(`ws://127.0.0.1:${servicePort}/voice-live/realtime`);
  let samples = 0;

  page.on('message', (data, isBinary) => {
    if (isBinary && service.readyState === WebSocket.OPEN) {
      service.send(
        JSON.stringify({ type: 'input_audio_buffer.append', audio: data.toString('base64') }),
      );
    }
  });

  service.on('message', (data) => {
    const event = JSON.parse(data);
    if (event.type === 'response.audio.delta' && page.readyState === WebSocket.OPEN) {
      const pcm = Buffer.from(event.delta, 'base64');
      const frame = Buffer.allocUnsafe(8 + pcm.length);
      frame.writeUInt32LE(1, 0);
      frame.writeUInt32LE(samples, 4);
      pcm.copy(frame, 8);
      samples += pcm.length / 2;
      page.send(frame);
    }
  });

  page.on('close', () => service.close());
  service.on('close', () => page.close());
  page.on('error', () => service.terminate());
  service.on('error', () => page.terminate());
});
