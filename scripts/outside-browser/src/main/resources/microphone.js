// A microphone in a quiet room, in which a test says something when it wants to. Only the device is
// replaced: the page asks for it, captures and sends as it does with any other.
if (navigator.mediaDevices !== undefined) {
  let room = null;

  const open = () => {
    if (room === null) {
      const context = new AudioContext();
      const microphone = context.createMediaStreamDestination();
      // About as loud as a quiet room is to a good microphone; nothing at all is what a broken one gives.
      const air = context.createBuffer(
        1,
        2 * context.sampleRate,
        context.sampleRate,
      );
      air.copyToChannel(
        air.getChannelData(0).map(() => (Math.random() - 0.5) / 1_000),
        0,
      );
      const noise = new AudioBufferSourceNode(context, {
        buffer: air,
        loop: true,
      });
      noise.connect(microphone);
      noise.start();
      room = { context, microphone };
    }
    return room;
  };

  navigator.mediaDevices.getUserMedia = async () =>
    open().microphone.stream.clone();

  /** Says a recording, a WAV file in Base64, and waits until it has been said. */
  window.sayAloud = async (recording) => {
    const { context, microphone } = open();
    const bytes = Uint8Array.from(atob(recording), (character) =>
      character.charCodeAt(0),
    );
    const speech = new AudioBufferSourceNode(context, {
      buffer: await context.decodeAudioData(bytes.buffer),
    });
    speech.connect(microphone);
    await new Promise((said) => {
      speech.onended = said;
      speech.start(context.currentTime + 0.5);
    });
  };
}
