import * as Phaser from 'phaser';

type DrawingContext = Phaser.Renderer.WebGL.DrawingContext;
type Layout = Phaser.Renderer.WebGL.Wrappers.WebGLVertexBufferLayoutWrapper;
type Renderer = Phaser.Renderer.WebGL.WebGLRenderer;

/** A compiled program with its vertex array, as Phaser's program manager hands it out. */
interface ProgramSuite {
  readonly program: Phaser.Renderer.WebGL.Wrappers.WebGLProgramWrapper;
  readonly vao: Phaser.Renderer.WebGL.Wrappers.WebGLVAOWrapper;
}

/** What Phaser's code takes where its type declarations are narrower or wrong (4.2.1). */
interface LooseProgramManager {
  new (
    renderer: Renderer,
    layouts: readonly Layout[],
    indexBuffer: null,
  ): Phaser.Renderer.WebGL.ProgramManager;
}

/** One input of a vertex shader. */
export interface DrawAttribute {
  readonly name: string;
  readonly size: 1 | 2 | 3 | 4;
  readonly type: 'FLOAT' | 'UNSIGNED_BYTE';
}

/**
 * What one draw call draws. `triangles` and `points` read one record per vertex; `shapes` repeat a small triangle strip
 * for every record. Repeating is for hundreds of things that change or have many corners: a renderer in software needs
 * 15 to 20 us for each, so what is static, or comes in tens of thousands, is drawn vertex by vertex.
 */
export interface DrawSpec {
  /** Unique per pair of shaders: programs are cached under it. */
  readonly name: string;
  readonly topology: 'triangles' | 'points' | 'shapes';
  /** Corners of a repeated shape in the order of a triangle strip, two numbers each, read as `inCorner`. */
  readonly corners?: readonly number[];
  readonly attributes: readonly DrawAttribute[];
  readonly vertexShader: string;
  readonly fragmentShader: string;
}

/** Corners of a square around the middle, for {@link DrawSpec}. */
export const SQUARE = [-1, -1, -1, 1, 1, -1, 1, 1] as const;

/** A uniform as Phaser's program wrapper takes it. */
export type UniformValue = number | readonly number[];

/**
 * World to pixels to clip space for every vertex shader of the map. The camera is ours, given as `uView` (scale and
 * translation in device pixels): one multiply-add instead of a matrix, and nothing on the CPU when it moves.
 */
export const VIEW_GLSL = `
uniform mat4 uProjectionMatrix;
uniform vec3 uView;
uniform float uDpr;
vec2 toPixels(vec2 world) { return world * uView.x + uView.yz; }
vec4 toClip(vec2 pixels) { return uProjectionMatrix * vec4(pixels, 0.0, 1.0); }
vec4 nowhere() { return vec4(2.0, 2.0, 2.0, 1.0); }
`;

/** One draw call out of Phaser's public wrappers, which restore themselves after a lost context. */
class DrawNode extends Phaser.Renderer.WebGL.RenderNodes.RenderNode {
  readonly records: Layout;
  private readonly corners: Layout | null;
  private readonly cornerCount: number;
  private readonly topology: DrawSpec['topology'];
  private readonly programs: Phaser.Renderer.WebGL.ProgramManager;
  private readonly renderer: Renderer;

  constructor(manager: Phaser.Renderer.WebGL.RenderNodes.RenderNodeManager, spec: DrawSpec) {
    super(spec.name, manager);
    const { renderer } = manager;
    this.renderer = renderer;
    this.topology = spec.topology;
    this.cornerCount = (spec.corners?.length ?? 0) / 2;
    this.corners = spec.corners ? newCorners(renderer, spec.corners) : null;
    this.records = newLayout(renderer, {
      usage: 'DYNAMIC_DRAW',
      ...(spec.corners ? { instanceDivisor: 1 } : {}),
      count: 1,
      layout: spec.attributes.map((attribute) => ({
        ...attribute,
        normalized: attribute.type === 'UNSIGNED_BYTE',
      })),
    });
    const Programs = Phaser.Renderer.WebGL.ProgramManager as unknown as LooseProgramManager;
    const layouts = this.corners ? [this.corners, this.records] : [this.records];
    this.programs = new Programs(renderer, layouts, null);
    this.programs.setBaseShader(spec.name, spec.vertexShader, spec.fragmentShader);
    // Compiled here, not at the first drawing: that asks the graphics process whether the program is linked, and the
    // page would stand still until it had drawn all that was waiting, in the middle of a run.
    this.programs.getCurrentProgramSuite();
  }

  draw(context: DrawingContext, count: number, uniforms: ReadonlyMap<string, UniformValue>): void {
    const { renderer } = this;
    this.manager.startStandAloneRender();
    this.onRunBegin(context);
    const suite = this.programs.getCurrentProgramSuite() as ProgramSuite | null;
    if (suite) {
      renderer.setProjectionMatrixFromDrawingContext(context);
      this.programs.setUniform('uProjectionMatrix', renderer.projectionMatrix.val);
      for (const [name, value] of uniforms) this.programs.setUniform(name, value);
      this.programs.applyUniforms(suite.program);
      if (this.topology === 'shapes') {
        renderer.drawInstancedArrays(context, [], suite.program, suite.vao, 0, this.cornerCount, count);
      } else {
        const { gl } = renderer;
        context.beginDraw();
        suite.program.bind();
        suite.vao.bind();
        gl.drawArrays(this.topology === 'points' ? gl.POINTS : gl.TRIANGLES, 0, count);
      }
    }
    this.onRunEnd(context);
  }

  release(): void {
    // A destroyed renderer has released everything by itself.
    if (!this.renderer.gl) return;
    for (const { vao } of Object.values(this.programs.programs as Record<string, ProgramSuite>)) {
      // Left in this list, it would be rebuilt from nothing after a lost context.
      const all = this.renderer.glVAOWrappers;
      all.splice(all.indexOf(vao), 1);
      vao.destroy();
    }
    if (this.corners) this.renderer.deleteBuffer(this.corners.buffer);
    this.renderer.deleteBuffer(this.records.buffer);
  }
}

function newCorners(renderer: Renderer, corners: readonly number[]): Layout {
  const layout = newLayout(renderer, {
    usage: 'STATIC_DRAW',
    count: corners.length / 2,
    layout: [{ name: 'inCorner', size: 2, type: 'FLOAT', normalized: false }],
  });
  layout.buffer.viewF32?.set(corners);
  layout.buffer.update(corners.length * 4, 0);
  return layout;
}

function newLayout(renderer: Renderer, layout: object): Layout {
  // Phaser completes offsets and stride itself and makes the buffer; its type asks for both.
  const Wrapper = Phaser.Renderer.WebGL.Wrappers.WebGLVertexBufferLayoutWrapper as unknown as {
    new (renderer: Renderer, layout: object, buffer: null): Layout;
  };
  return new Wrapper(renderer, layout, null);
}

/** A display object that draws `count` records, vertices or shapes, with one draw call. */
export class DrawLayer extends Phaser.GameObjects.GameObject {
  /** Records drawn. */
  count = 0;
  /** Whether the layer is drawn at all. */
  isShown = true;
  // What the display list reads of every child.
  readonly _depth = 0;
  readonly blendMode = Phaser.BlendModes.NORMAL;
  private readonly node: DrawNode;
  private readonly stride: number;
  private readonly uniforms = new Map<string, UniformValue>();

  constructor(scene: Phaser.Scene, spec: DrawSpec) {
    super(scene, spec.name);
    const renderer = scene.renderer as Renderer;
    if (!renderer.renderNodes) throw new Error('The renderer has not started.');
    this.node = new DrawNode(renderer.renderNodes, spec);
    this.stride = this.node.records.layout.stride;
    scene.sys.displayList.add(this);
  }

  setUniform(name: string, value: UniformValue): void {
    this.uniforms.set(name, value);
  }

  /**
   * Uploads records `first` to `first + count` of the bytes given. The layer keeps the buffer itself, so the caller
   * may go on writing into it; another buffer than last time is uploaded whole.
   */
  upload(bytes: ArrayBuffer, first = 0, count = bytes.byteLength / this.stride): void {
    const buffer = this.node.records.buffer as Phaser.Renderer.WebGL.Wrappers.WebGLBufferWrapper & {
      createViews(): void;
    };
    if (buffer.dataBuffer !== bytes) {
      if (bytes.byteLength === 0) return;
      buffer.resize(bytes.byteLength);
      buffer.dataBuffer = bytes;
      buffer.createViews();
      buffer.update(bytes.byteLength, 0);
      return;
    }
    if (count > 0) buffer.update(count * this.stride, first * this.stride);
  }

  override willRender(): boolean {
    return this.isShown && this.count > 0;
  }

  /** Called by Phaser's display list. */
  override renderWebGLStep(_renderer: unknown, _source: unknown, context: DrawingContext): void {
    this.node.draw(context, this.count, this.uniforms);
  }

  override destroy(fromScene?: boolean): void {
    this.node.release();
    super.destroy(fromScene);
  }
}
