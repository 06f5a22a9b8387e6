/**
 * Draws with WebGL. One renderer serves all pictures of the page: it draws each in turn, and the result is copied to the
 * picture's own 2-D canvas, so that neither many pictures nor many visits use up the browser's contexts.
 */
import {
  BufferAttribute,
  BufferGeometry,
  Color,
  DynamicDrawUsage,
  FrontSide,
  GLSL3,
  Group,
  InstancedBufferAttribute,
  InstancedBufferGeometry,
  LinearSRGBColorSpace,
  Matrix4,
  Mesh as Solids,
  NoBlending,
  PerspectiveCamera,
  ShaderMaterial,
  Vector3,
  WebGLRenderer,
} from 'three';
import { LineMaterial } from 'three/examples/jsm/lines/LineMaterial.js';
import { LineSegments2 } from 'three/examples/jsm/lines/LineSegments2.js';
import { LineSegmentsGeometry } from 'three/examples/jsm/lines/LineSegmentsGeometry.js';
import type { Mesh } from './mesh.js';
import { distanceOf, type Eye, pixelsPerAngstrom, placeOf } from './view.js';
import { dot, type Vector } from './vectors.js';

const LIGHT = /* glsl */ `
  float lightOn(vec3 normal) {
    vec3 n = normalize(normal);
    float key = max(0.0, dot(n, normalize(vec3(-0.35, 0.75, 0.6))));
    float fill = max(0.0, dot(n, normalize(vec3(0.7, 0.1, 0.5))));
    return min(1.06, 0.68 + 0.36 * key + 0.1 * fill);
  }
`;

/** Faces with their edges, which stay one pixel wide whatever the zoom. */
const faceMaterial = (depthOnly: boolean) =>
  new ShaderMaterial({
    glslVersion: GLSL3,
    side: FrontSide,
    transparent: true,
    depthWrite: depthOnly,
    colorWrite: !depthOnly,
    polygonOffset: depthOnly,
    polygonOffsetFactor: 1,
    polygonOffsetUnits: 1,
    uniforms: { edgeWidth: { value: 1 }, edgeShade: { value: 0.6 } },
    vertexShader: /* glsl */ `
      in vec4 colour;
      in vec3 sides;
      out vec4 vColour;
      out vec3 vSides;
      out vec3 vNormal;
      void main() {
        vColour = colour;
        vSides = sides;
        vNormal = normalMatrix * normal;
        gl_Position = projectionMatrix * modelViewMatrix * vec4(position, 1.0);
      }
    `,
    fragmentShader: /* glsl */ `
      precision highp float;
      in vec4 vColour;
      in vec3 vSides;
      in vec3 vNormal;
      uniform float edgeWidth;
      uniform float edgeShade;
      out vec4 pixel;
      ${LIGHT}
      void main() {
        ${depthOnly ? 'if (vColour.a < 0.5) discard;' : ''}
        vec3 normal = gl_FrontFacing ? vNormal : -vNormal;
        vec3 pixels = vSides / max(fwidth(vSides), vec3(1e-6));
        float nearest = min(pixels.x, min(pixels.y, pixels.z));
        float edge = 1.0 - smoothstep(edgeWidth - 0.5, edgeWidth + 0.5, nearest);
        vec3 face = vColour.rgb * lightOn(normal);
        pixel = vec4(mix(face, vColour.rgb * edgeShade, edge), mix(vColour.a, min(1.0, vColour.a * 1.25), edge));
      }
    `,
  });

/**
 * Each ball is a square that faces the eye, with the depth of a ball. Its rim covers a part of the samples of a pixel, so
 * that what is drawn later fills the others.
 */
const ballMaterial = () =>
  new ShaderMaterial({
    glslVersion: GLSL3,
    transparent: true,
    blending: NoBlending,
    alphaToCoverage: true,
    uniforms: { pixel: { value: 1 }, empty: { value: new Color() } },
    vertexShader: /* glsl */ `
      in vec4 ball;
      in vec3 colour;
      in vec4 shares;
      out vec2 vAt;
      out vec3 vColour;
      flat out vec3 vMiddle;
      flat out float vRadius;
      flat out vec4 vShares;
      uniform float pixel;
      void main() {
        vAt = position.xy * (1.0 + pixel / ball.w);
        vColour = colour;
        vMiddle = (modelViewMatrix * vec4(ball.xyz, 1.0)).xyz;
        vRadius = ball.w;
        vShares = shares;
        gl_Position = projectionMatrix * vec4(vMiddle + vec3(vAt * ball.w, 0.0), 1.0);
      }
    `,
    fragmentShader: /* glsl */ `
      precision highp float;
      in vec2 vAt;
      in vec3 vColour;
      flat in vec3 vMiddle;
      flat in float vRadius;
      flat in vec4 vShares;
      uniform mat4 projectionMatrix;
      uniform vec3 empty;
      out vec4 outColour;
      ${LIGHT}
      // Sectors clockwise from the top, for the occupants and for what is empty; a rim holds them together.
      vec3 sectorAt(vec2 at) {
        if (vShares.x > 0.9995) return vColour;
        if (length(at) > 0.84) return vColour * 0.6;
        float turn = fract(atan(at.x, at.y) / 6.2831853 + 1.0);
        if (turn > vShares.w) return empty;
        if (turn > vShares.z) return mix(vColour, vec3(1.0), 0.75);
        if (turn > vShares.y) return vColour * 0.5;
        if (turn > vShares.x) return mix(vColour, vec3(1.0), 0.5);
        return vColour;
      }
      void main() {
        float from = length(vAt);
        float soft = fwidth(from);
        float cover = 1.0 - smoothstep(1.0 - soft, 1.0 + soft, from);
        if (cover < 0.02) discard;
        vec3 normal = vec3(vAt, sqrt(max(0.0, 1.0 - from * from)));
        vec4 clip = projectionMatrix * vec4(vMiddle + vec3(0.0, 0.0, normal.z * vRadius), 1.0);
        gl_FragDepth = 0.5 + 0.5 * clip.z / clip.w;
        float shine = pow(max(0.0, dot(normal, normalize(vec3(-0.3, 0.6, 0.75)))), 12.0);
        outColour = vec4(sectorAt(vAt) * lightOn(normal) + 0.12 * shine, cover);
      }
    `,
  });

/** Pixels of a buffer that is kept whatever is drawn. */
const LARGE = 1.5e6;

const LAYERS = { balls: 0, sticks: 1, cellBehind: 2, faces: 3, depth: 4, cell: 5, outlines: 6 } as const;

/** Lines of one colour and width; those of a cell are hidden by what stands before them, outlines by nothing. */
export interface Lines {
  /** Ends of each, one after the other. */
  readonly ends: readonly Vector[];
  readonly colour: string;
  /** Pixels. */
  readonly width: number;
  readonly over: boolean;
}

/** What the graphics card holds of one structure. */
export class Model {
  readonly group = new Group();
  readonly #faces: BufferGeometry;
  readonly #order: Uint32Array<ArrayBuffer>;
  #lineMaterials: readonly { readonly material: LineMaterial; readonly width: number }[] = [];
  readonly #disposables: { dispose(): void }[] = [];
  readonly #lines = new Group();

  constructor(
    private readonly mesh: Mesh,
    private readonly materials: Materials,
  ) {
    this.#faces = new BufferGeometry();
    this.#faces.setAttribute('position', new BufferAttribute(mesh.positions, 3));
    this.#faces.setAttribute('normal', new BufferAttribute(mesh.normals, 3));
    this.#faces.setAttribute('colour', new BufferAttribute(mesh.colours, 4));
    this.#faces.setAttribute('sides', new BufferAttribute(mesh.sides, 3));
    this.#order = new Uint32Array(mesh.positions.length / 3);
    this.#faces.setIndex(new BufferAttribute(this.#order, 1).setUsage(DynamicDrawUsage));
    this.#add(this.#faces, materials.faces, LAYERS.faces);
    this.#add(this.#faces, materials.depth, LAYERS.depth);
    this.#add(ballsOf(mesh), materials.balls, LAYERS.balls);
    if (mesh.sticks.positions.length > 0) this.#add(sticksOf(mesh), materials.sticks, LAYERS.sticks);
    this.group.add(this.#lines);
  }

  #add(geometry: BufferGeometry, material: ShaderMaterial, layer: number): void {
    if (!this.#disposables.includes(geometry)) this.#disposables.push(geometry);
    const object = new Solids(geometry, material);
    object.renderOrder = layer;
    // All of it is always meant to be seen, and the bounds of balls are not those of their square.
    object.frustumCulled = false;
    this.group.add(object);
  }

  setLines(lines: readonly Lines[]): void {
    this.#clearLines();
    const drawn = lines.filter(({ ends }) => ends.length > 0);
    this.#lineMaterials = drawn.map((line) => ({ material: this.materials.lines.of(line), width: line.width }));
    for (const [index, { ends, over }] of drawn.entries()) {
      const geometry = new LineSegmentsGeometry();
      geometry.setPositions(ends.flat());
      for (const layer of over ? [LAYERS.outlines] : [LAYERS.cellBehind, LAYERS.cell]) {
        const object = new LineSegments2(geometry, this.#lineMaterials[index]!.material);
        object.renderOrder = layer;
        object.frustumCulled = false;
        this.#lines.add(object);
      }
    }
  }

  #clearLines(): void {
    for (const object of this.#lines.children as LineSegments2[]) object.geometry.dispose();
    this.#lines.clear();
  }

  /** Sorts for an eye: the farthest solid first, and of each the faces behind before those in front. */
  prepare(eye: Eye, width: number, height: number, ratio: number): void {
    const { solids, positions, normals } = this.mesh;
    const towards = eye.view.turn[2];
    const place = placeOf(eye);
    const sorted = solids
      .map((solid) => ({ solid, depth: dot(solid.middle, towards) }))
      .sort((a, b) => a.depth - b.depth);
    let next = 0;
    const order = this.#order;
    for (const { solid } of sorted) {
      for (const inFront of [false, true]) {
        for (let triangle = solid.start; triangle < solid.end; triangle++) {
          const at = 9 * triangle;
          const facing =
            normals[at]! * (place[0] - positions[at]!) +
            normals[at + 1]! * (place[1] - positions[at + 1]!) +
            normals[at + 2]! * (place[2] - positions[at + 2]!);
          if (facing > 0 !== inFront || (!inFront && solid.hull.isFlat)) continue;
          order[next++] = 3 * triangle;
          order[next++] = 3 * triangle + 1;
          order[next++] = 3 * triangle + 2;
        }
      }
    }
    this.#faces.setDrawRange(0, next);
    this.#faces.index!.needsUpdate = true;
    for (const { material, width: pixels } of this.#lineMaterials) {
      material.linewidth = pixels * ratio;
      material.resolution.set(width, height);
    }
    for (const material of [this.materials.faces, this.materials.depth])
      material.uniforms['edgeWidth']!.value = 0.6 * ratio;
    this.materials.balls.uniforms['pixel']!.value = 1 / (pixelsPerAngstrom(eye) * ratio);
  }

  dispose(): void {
    this.#clearLines();
    for (const geometry of this.#disposables) geometry.dispose();
  }
}

function ballsOf({ balls, ballColours, ballShares }: Mesh): BufferGeometry {
  const geometry = new InstancedBufferGeometry();
  geometry.setAttribute('position', new BufferAttribute(new Float32Array([-1, -1, 0, 1, -1, 0, 1, 1, 0, -1, 1, 0]), 3));
  geometry.setIndex([0, 1, 2, 0, 2, 3]);
  const places = new Float32Array(balls.flatMap(({ at, radius }) => [...at, radius]));
  geometry.setAttribute('ball', new InstancedBufferAttribute(places, 4));
  geometry.setAttribute('colour', new InstancedBufferAttribute(ballColours, 3));
  geometry.setAttribute('shares', new InstancedBufferAttribute(ballShares, 4));
  geometry.instanceCount = balls.length;
  return geometry;
}

function sticksOf({ sticks }: Mesh): BufferGeometry {
  const geometry = new BufferGeometry();
  geometry.setAttribute('position', new BufferAttribute(sticks.positions, 3));
  geometry.setAttribute('normal', new BufferAttribute(sticks.normals, 3));
  geometry.setAttribute('colour', new BufferAttribute(sticks.colours, 4));
  geometry.setAttribute('sides', new BufferAttribute(new Float32Array(sticks.positions.length).fill(1), 3));
  return geometry;
}

/** One material for all lines that look alike: a new one would have its shader compiled anew. */
class LineMaterials {
  readonly #known = new Map<string, LineMaterial>();

  of({ colour, width, over }: Lines): LineMaterial {
    const key = `${colour} ${width} ${over}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const material = new LineMaterial({ color: new Color(colour).getHex(), depthTest: !over, depthWrite: false });
    material.transparent = true;
    this.#known.set(key, material);
    return material;
  }
}

interface Materials {
  readonly faces: ShaderMaterial;
  readonly depth: ShaderMaterial;
  readonly sticks: ShaderMaterial;
  readonly balls: ShaderMaterial;
  readonly lines: LineMaterials;
}

export class Stage {
  readonly #renderer: WebGLRenderer;
  readonly #camera = new PerspectiveCamera();
  readonly #materials: Materials;
  readonly #listeners = new Set<() => void>();
  #size: readonly [width: number, height: number] = [0, 0];

  /** @throws where the browser has no WebGL */
  constructor() {
    this.#renderer = new WebGLRenderer({ antialias: true, alpha: false, preserveDrawingBuffer: true });
    this.#renderer.autoClear = false;
    const [faces, depth, sticks, balls] = [
      faceMaterial(false),
      faceMaterial(true),
      faceMaterial(false),
      ballMaterial(),
    ];
    sticks.depthWrite = true;
    this.#materials = { faces, depth, sticks, balls, lines: new LineMaterials() };
    const tell = () => {
      for (const listener of this.#listeners) listener();
    };
    this.#renderer.domElement.addEventListener('webglcontextlost', (event) => {
      event.preventDefault();
      tell();
    });
    this.#renderer.domElement.addEventListener('webglcontextrestored', tell);
  }

  get isLost(): boolean {
    return this.#renderer.getContext().isContextLost();
  }

  /** Calls when the graphics card takes everything away, and when it is there again. */
  onLoss(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  model(mesh: Mesh): Model {
    return new Model(mesh, this.#materials);
  }

  /**
   * @param background hex colour
   * @param ratio pixels of the canvas for one of the page
   */
  draw(model: Model, eye: Eye, canvas: HTMLCanvasElement, background: string, ratio: number): void {
    const [width, height] = [Math.round(eye.width * ratio), Math.round(eye.height * ratio)];
    if (width === 0 || height === 0 || this.isLost) return;
    this.#fit(width, height);
    this.#aim(eye);
    model.prepare(eye, width, height, ratio);
    this.#renderer.setViewport(0, 0, width, height);
    this.#renderer.setScissor(0, 0, width, height);
    this.#renderer.setScissorTest(true);
    this.#materials.balls.uniforms['empty']!.value.setStyle(background, LinearSRGBColorSpace);
    this.#renderer.setClearColor(background);
    this.#renderer.clear();
    this.#renderer.render(model.group, this.#camera);
    if (canvas.width !== width) canvas.width = width;
    if (canvas.height !== height) canvas.height = height;
    const context = canvas.getContext('2d')!;
    context.drawImage(this.#renderer.domElement, 0, this.#size[1] - height, width, height, 0, 0, width, height);
  }

  /**
   * The buffer grows as needed: pictures of many sizes would set it up anew each time. One much too large (that of a
   * saved picture) goes, as it is slow to copy from.
   */
  #fit(width: number, height: number): void {
    const [oldWidth, oldHeight] = this.#size;
    const isTooLarge = oldWidth * oldHeight > Math.max(LARGE, 2 * width * height);
    if (width <= oldWidth && height <= oldHeight && !isTooLarge) return;
    this.#size = isTooLarge ? [width, height] : [Math.max(width, oldWidth), Math.max(height, oldHeight)];
    this.#renderer.setSize(this.#size[0], this.#size[1], false);
  }

  #aim(eye: Eye): void {
    const [right, up, towards] = eye.view.turn;
    const far = distanceOf(eye);
    const camera = this.#camera;
    camera.fov = (2 * Math.atan(eye.height / 2 / (pixelsPerAngstrom(eye) * far)) * 180) / Math.PI;
    camera.aspect = eye.width / eye.height;
    camera.near = Math.max(0.1, far - 2.5 * eye.radius);
    camera.far = far + 2.5 * eye.radius;
    const [x, y] = eye.view.pan;
    camera.setViewOffset(eye.width, eye.height, -x, -y, eye.width, eye.height);
    camera.position.set(...placeOf(eye));
    camera.quaternion.setFromRotationMatrix(
      new Matrix4().makeBasis(new Vector3(...right), new Vector3(...up), new Vector3(...towards)),
    );
    camera.updateProjectionMatrix();
  }
}
