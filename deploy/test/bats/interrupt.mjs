/**
 * Runs a command as a terminal would, waits until a file appears, and sends a signal to its process
 * group: node interrupt.mjs FILE SIGNAL COMMAND... Ends with the command's code.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

const [file, signal, command, ...args] = process.argv.slice(2);
// A group of its own, and no signal ignored, which a background job of bash would inherit.
const child = spawn(command, args, { detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
child.stdout.pipe(process.stdout);
child.stderr.pipe(process.stdout);
const ended = new Promise((resolve) => child.on('close', (code, by) => resolve(code ?? by)));
for (let left = 12_000; !existsSync(file) && left > 0; left -= 1) await pause(50);
process.kill(-child.pid, `SIG${signal}`);
const code = await ended;
process.exitCode = typeof code === 'number' ? code : 99;
