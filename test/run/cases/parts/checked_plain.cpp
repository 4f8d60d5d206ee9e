int main() {
  volatile int one = 1;
  return one - 1;
}
