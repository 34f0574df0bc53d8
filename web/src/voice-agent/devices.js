/** What the browser tells of microphones and loudspeakers without using them. */

/**
 * The microphones or loudspeakers there are. Their names are empty until a microphone was allowed.
 *
 * @param {'audioinput' | 'audiooutput'} kind
 * @returns {Promise<{ id: string, label: string }[]>}
 */
export async function devicesOf(kind) {
  const devices = (await navigator.mediaDevices?.enumerateDevices?.().catch(() => [])) ?? [];
  return devices
    .filter((device) => device.kind === kind && device.deviceId !== '')
    .map((device) => ({ id: device.deviceId, label: device.label }));
}

/**
 * Whether the browser will give the microphone without asking.
 *
 * @returns {Promise<boolean>}
 */
export async function isMicrophoneAllowed() {
  return (await permission()) === 'granted';
}

/** What the browser says of the microphone: `granted`, `denied`, `prompt`, or that it does not say. */
export async function permission() {
  try {
    const status = await navigator.permissions.query({
      name: /** @type {PermissionName} */ ('microphone'),
    });
    return status.state;
  } catch {
    return 'unknown';
  }
}

export function canChooseSpeaker() {
  return typeof AudioContext !== 'undefined' && 'setSinkId' in AudioContext.prototype;
}
