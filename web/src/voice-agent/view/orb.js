/**
 * The round sign of who speaks and how loudly. The outer ring moves with the caller's voice, the ball
 * and the inner ring with the agent's, by their true levels alone: in silence it rests, and where less
 * motion is asked for it stays still.
 *
 * @typedef {'user' | 'agent'} Party
 */

const BARS = 5;
/** Below this level there is silence; speech lies between it and full scale. */
const FLOOR_DB = -52;
const CEILING_DB = -12;
const ATTACK = 0.45;
const DECAY = 0.1;
const AT_REST = 0.004;
const TURN = 2 * Math.PI;
const STEPS = 96;

export class Orb {
  canvas;
  #context;
  #still = matchMedia('(prefers-reduced-motion: reduce)');
  /** @type {Record<Party, number>} as last told, from 0 to 1 */
  #heard = { user: 0, agent: 0 };
  /** @type {Record<Party, number>} as shown */
  #shown = { user: 0, agent: 0 };
  #bars = new Float32Array(BARS);
  #angle = 0;
  #frame = 0;
  #sinceBar = 0;
  #observer;

  /** @param {HTMLCanvasElement} canvas */
  constructor(canvas) {
    this.canvas = canvas;
    this.#context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
    this.#observer = new ResizeObserver(() => this.refresh());
    this.#observer.observe(canvas);
    // Its colours are the style sheet's and change softly with the state.
    canvas.addEventListener('transitionrun', () => this.refresh());
    canvas.addEventListener('transitionend', () => this.refresh());
  }

  close() {
    this.#observer.disconnect();
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
  }

  /**
   * @param {Party} party
   * @param {number} rms from 0 to 1
   */
  level(party, rms) {
    this.#heard[party] = loudness(rms);
    if (!this.#still.matches) {
      this.refresh();
    }
  }

  refresh() {
    if (this.#frame === 0) {
      this.#frame = requestAnimationFrame(() => this.#draw());
    }
  }

  #draw() {
    this.#frame = 0;
    const user = this.#follow('user');
    const agent = this.#follow('agent');
    const level = Math.max(user, agent);
    this.#angle += level * 0.05;
    if (++this.#sinceBar >= 3) {
      this.#sinceBar = 0;
      this.#bars.copyWithin(1, 0);
      this.#bars[0] = level;
    }
    this.#paint(user, agent);
    const moving = level > AT_REST || this.#bars.some((bar) => bar > AT_REST);
    const changing = this.canvas.getAnimations().length > 0;
    if ((moving || changing) && this.canvas.isConnected) {
      this.refresh();
    }
  }

  /** @param {Party} party */
  #follow(party) {
    const wanted = this.#still.matches ? 0 : this.#heard[party];
    const shown = this.#shown[party];
    this.#shown[party] = shown + (wanted - shown) * (wanted > shown ? ATTACK : DECAY);
    return this.#shown[party];
  }

  /**
   * @param {number} user
   * @param {number} agent
   */
  #paint(user, agent) {
    const { clientWidth: size } = this.canvas;
    const scale = devicePixelRatio;
    const pixels = Math.round(size * scale);
    if (this.canvas.width !== pixels) {
      this.canvas.width = pixels;
      this.canvas.height = pixels;
    }
    const pen = this.#context;
    const style = getComputedStyle(this.canvas);
    pen.setTransform(scale, 0, 0, scale, 0, 0);
    pen.clearRect(0, 0, size, size);
    pen.translate(size / 2, size / 2);
    const radius = size * 0.28;
    const tone = style.color;
    // The style sheet lends two more of its properties to hand the parties' colours over.
    const userColour = user > AT_REST ? style.caretColor : tone;
    const agentColour = agent > AT_REST ? style.textDecorationColor : tone;
    this.#blob(userColour, radius * (1.46 + user * 0.28), user * 0.07, 0.1 + user * 0.1, 4, 1);
    this.#blob(
      agentColour,
      radius * (1.22 + agent * 0.2),
      agent * 0.05,
      0.16 + agent * 0.08,
      5,
      -1.3,
    );
    this.#blob(tone, radius * (1 + Math.max(user * 0.04, agent * 0.09)), agent * 0.02, 1, 6, 0.7);
    this.#shine(radius);
    pen.fillStyle = style.backgroundColor;
    this.#glyph(radius);
  }

  /** @param {number} radius */
  #shine(radius) {
    const pen = this.#context;
    const light = pen.createRadialGradient(-radius * 0.4, -radius * 0.5, 0, 0, 0, radius * 1.05);
    light.addColorStop(0, 'rgb(255 255 255 / 0.28)');
    light.addColorStop(0.6, 'rgb(255 255 255 / 0)');
    pen.fillStyle = light;
    pen.beginPath();
    pen.arc(0, 0, radius, 0, TURN);
    pen.fill();
  }

  /**
   * @param {string} colour
   * @param {number} radius
   * @param {number} unrest how far its edge leaves the circle, as a share of the radius
   * @param {number} alpha
   * @param {number} waves around the edge
   * @param {number} speed
   */
  #blob(colour, radius, unrest, alpha, waves, speed) {
    const pen = this.#context;
    pen.fillStyle = colour;
    pen.globalAlpha = alpha;
    pen.beginPath();
    for (let i = 0; i <= STEPS; i++) {
      const angle = (i / STEPS) * TURN;
      const wave =
        Math.sin(angle * waves + this.#angle * speed * 3) * 0.6 +
        Math.sin(angle * (waves - 1) - this.#angle * speed * 2) * 0.4;
      const reach = radius * (1 + unrest * wave);
      pen.lineTo(Math.cos(angle) * reach, Math.sin(angle) * reach);
    }
    pen.closePath();
    pen.fill();
    pen.globalAlpha = 1;
  }

  /**
   * Five bars, the newest level in the middle.
   *
   * @param {number} radius
   */
  #glyph(radius) {
    const pen = this.#context;
    const width = radius * 0.13;
    for (let i = -2; i <= 2; i++) {
      const level = /** @type {number} */ (this.#bars[Math.abs(i) * 2] ?? 0);
      const rest = [0.42, 0.26, 0.14][Math.abs(i)] ?? 0;
      const height = radius * Math.max(width / radius, rest + level * (0.75 - Math.abs(i) * 0.12));
      pen.beginPath();
      pen.roundRect(i * width * 2 - width / 2, -height / 2, width, height, width / 2);
      pen.fill();
    }
  }
}

/**
 * As loud as it seems: from 0 at the floor of a quiet room to 1 for a raised voice.
 *
 * @param {number} rms
 */
export function loudness(rms) {
  const db = rms > 0 ? 20 * Math.log10(rms) : -Infinity;
  return Math.max(0, Math.min(1, (db - FLOOR_DB) / (CEILING_DB - FLOOR_DB)));
}
