/** Points on a WebGL canvas: discs of one size, coloured by a palette. A library for it would be larger than it is. */
import { channels, type Swatch } from './colours.js';
import type { Frame, Points, Size } from './geometry.js';

const VERTEX = `#version 300 es
in vec2 place;
in float swatch;
in float lit;
uniform vec4 view;
uniform float size;
uniform float dimming;
uniform sampler2D palette;
flat out vec4 colour;
flat out float diameter;
void main() {
  bool isLit = lit > 0.5;
  gl_Position = vec4(place * view.xy + view.zw, 0.0, 1.0);
  diameter = isLit && dimming < 1.0 ? size * 1.25 : size;
  gl_PointSize = diameter + 1.0;
  colour = texelFetch(palette, ivec2(int(swatch), 0), 0);
  if (!isLit) colour.a *= dimming;
}`;

const FRAGMENT = `#version 300 es
precision mediump float;
flat in vec4 colour;
flat in float diameter;
out vec4 pixel;
void main() {
  float away = length(gl_PointCoord - 0.5) * (diameter + 1.0);
  float alpha = colour.a * clamp(diameter * 0.5 - away + 0.5, 0.0, 1.0);
  pixel = vec4(colour.rgb * alpha, alpha);
}`;

/** What is left of points that are not lit, while others are. */
const DIMMED = 0.13;

const ATTRIBUTES = ['place', 'swatch', 'lit'] as const;
type Attribute = (typeof ATTRIBUTES)[number];

export class GlPoints {
  readonly #gl: WebGL2RenderingContext;
  readonly #program: WebGLProgram;
  readonly #buffers: Readonly<Record<Attribute | 'order', WebGLBuffer>>;
  #count = 0;
  #dimming = 1;

  /** @throws where the browser has no WebGL 2 */
  constructor(canvas: HTMLCanvasElement) {
    const gl = canvas.getContext('webgl2', { antialias: false, depth: false });
    if (gl === null) throw new Error('no WebGL 2');
    this.#gl = gl;
    this.#program = gl.createProgram();
    for (const [type, source] of [
      [gl.VERTEX_SHADER, VERTEX],
      [gl.FRAGMENT_SHADER, FRAGMENT],
    ] as const) {
      const shader = gl.createShader(type)!;
      gl.shaderSource(shader, source);
      gl.compileShader(shader);
      gl.attachShader(this.#program, shader);
    }
    for (const [index, name] of ATTRIBUTES.entries()) gl.bindAttribLocation(this.#program, index, name);
    gl.linkProgram(this.#program);
    if (!gl.getProgramParameter(this.#program, gl.LINK_STATUS) && !gl.isContextLost()) {
      throw new Error(gl.getProgramInfoLog(this.#program) ?? 'no program');
    }
    // biome-ignore lint/correctness/useHookAtTopLevel: a function of WebGL
    gl.useProgram(this.#program);
    gl.enable(gl.BLEND);
    gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
    const buffer = () => gl.createBuffer();
    this.#buffers = { place: buffer(), swatch: buffer(), lit: buffer(), order: buffer() };
    gl.bindTexture(gl.TEXTURE_2D, gl.createTexture());
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.NEAREST);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MAG_FILTER, gl.NEAREST);
  }

  setPlaces({ x, y }: Points): void {
    this.#count = x.length;
    const places = new Float32Array(2 * x.length);
    for (let index = 0; index < x.length; index++) {
      places[2 * index] = x[index]!;
      places[2 * index + 1] = y[index]!;
    }
    this.#fill('place', places, 2, this.#gl.FLOAT);
  }

  setPalette(palette: readonly Swatch[]): void {
    const gl = this.#gl;
    const texels = Uint8Array.from(palette.flatMap(({ colour }) => [...channels(colour), 255]));
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA8, palette.length, 1, 0, gl.RGBA, gl.UNSIGNED_BYTE, texels);
  }

  /** @param lit null: all */
  setColours(swatchOf: Uint8Array, palette: readonly Swatch[], lit: Uint8Array | null): void {
    const gl = this.#gl;
    this.#dimming = lit === null ? 1 : DIMMED;
    this.#fill('swatch', swatchOf, 1, gl.UNSIGNED_BYTE);
    this.#fill('lit', lit ?? new Uint8Array(swatchOf.length).fill(1), 1, gl.UNSIGNED_BYTE);
    gl.bindBuffer(gl.ELEMENT_ARRAY_BUFFER, this.#buffers.order);
    gl.bufferData(gl.ELEMENT_ARRAY_BUFFER, drawingOrder(swatchOf, palette, lit), gl.STATIC_DRAW);
  }

  /** @param size diameter of a point, in pixels of the page, as `frame` and `box` */
  draw(frame: Frame, box: Size, size: number, pixelRatio: number): void {
    const gl = this.#gl;
    gl.viewport(0, 0, gl.drawingBufferWidth, gl.drawingBufferHeight);
    gl.clearColor(0, 0, 0, 0);
    gl.clear(gl.COLOR_BUFFER_BIT);
    const [x, y] = [2 / box.width, 2 / box.height];
    const uniform = (name: string) => gl.getUniformLocation(this.#program, name);
    gl.uniform4f(uniform('view'), frame.scale * x, frame.scale * y, frame.dx * x - 1, 1 - frame.dy * y);
    gl.uniform1f(uniform('size'), size * pixelRatio);
    gl.uniform1f(uniform('dimming'), this.#dimming);
    gl.drawElements(gl.POINTS, this.#count, gl.UNSIGNED_INT, 0);
  }

  /** Browsers keep few contexts: one that is no longer seen is given back. */
  free(): void {
    this.#gl.getExtension('WEBGL_lose_context')?.loseContext();
  }

  #fill(attribute: Attribute, values: Float32Array<ArrayBuffer> | Uint8Array, items: number, type: number): void {
    const gl = this.#gl;
    const location = ATTRIBUTES.indexOf(attribute);
    gl.bindBuffer(gl.ARRAY_BUFFER, this.#buffers[attribute]);
    gl.bufferData(gl.ARRAY_BUFFER, values as Uint8Array<ArrayBuffer>, gl.STATIC_DRAW);
    gl.enableVertexAttribArray(location);
    gl.vertexAttribPointer(location, items, type, false, 0, 0);
  }
}

/** Dimmed points first, then by layer; otherwise as they come. */
export function drawingOrder(
  swatchOf: Uint8Array,
  palette: readonly Swatch[],
  lit: Uint8Array | null,
): Uint32Array<ArrayBuffer> {
  const rankOf = (index: number) =>
    (lit === null || lit[index] === 1 ? 3 : 0) + (palette[swatchOf[index]!]?.layer ?? 0) + 1;
  const starts = new Uint32Array(7);
  for (let index = 0; index < swatchOf.length; index++) starts[rankOf(index) + 1]!++;
  for (let rank = 1; rank < 7; rank++) starts[rank]! += starts[rank - 1]!;
  const order = new Uint32Array(swatchOf.length);
  for (let index = 0; index < swatchOf.length; index++) order[starts[rankOf(index)]!++] = index;
  return order;
}
