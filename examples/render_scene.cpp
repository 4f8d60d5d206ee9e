// A small ray-traced scene: the rows of a picture are rendered by an annotated loop and written as
// PNG. Rows differ in cost, so they are claimed one by one.
// Build: ptools-cc -O2 render_scene.cpp -lpng -o render_scene; run: ./render_scene scene.png
#include "scene.hpp"
#include <cstdio>
#include <png.h>
#include <ptools/ptools.hpp>

int main(int argc, char** argv) {
  const int width = 960, height = 540, samples = 4;
  const scene world = scene::ring_of_spheres();
  ptools::shared_array<unsigned char> pixels(3 * width * height);

  [[ptools::parallel(schedule=dynamic(1))]]
  for (int row = 0; row < height; ++row)
    for (int column = 0; column < width; ++column) {
      colour sum;
      for (int k = 0; k < samples * samples; ++k) {
        // Four by four rays a pixel, each at a random place of its own cell.
        const unsigned long ray = (1ul * row * width + column) * samples * samples + k;
        const double dx = (k % samples + ptools::rand_uniform(ray)) / samples;
        const double dy = (k / samples + ptools::rand_uniform(ray, 1)) / samples;
        sum = sum + world.look((column + dx - width / 2) / height, (height / 2 - row - dy) / height);
      }
      const colour c = to_display(sum * (1.0 / (samples * samples)));
      unsigned char* const out = &pixels[3 * (row * width + column)];
      out[0] = static_cast<unsigned char>(c.x * 255 + 0.5);
      out[1] = static_cast<unsigned char>(c.y * 255 + 0.5);
      out[2] = static_cast<unsigned char>(c.z * 255 + 0.5);
    }

  unsigned long checksum = 0;
  for (unsigned char p : pixels) checksum = checksum * 31 + p;
  std::printf("checksum %016lx\n", checksum);
  if (argc < 2) return 0;

  png_image image{};
  image.version = PNG_IMAGE_VERSION;
  image.width = width;
  image.height = height;
  image.format = PNG_FORMAT_RGB;
  if (!png_image_write_to_file(&image, argv[1], 0, pixels.data(), 0, nullptr)) {
    std::fprintf(stderr, "%s: %s\n", argv[1], image.message);
    return 1;
  }
}
