// A program of the usual kind: takes lines from a socket, picks words out of them, keeps a table.
#include <algorithm>
#include <boost/asio.hpp>
#include <iostream>
#include <map>
#include <regex>
#include <string>
#include <vector>

namespace {

struct visit {
  std::string host, path;
  int status = 0;
  long bytes = 0;
};

std::vector<visit> parse(std::istream& in) {
  static const std::regex form(R"re((\S+) \S+ \S+ \[[^\]]*\] "GET (\S+) [^"]*" (\d+) (\d+))re");
  std::vector<visit> visits;
  for (std::string line; std::getline(in, line);) {
    std::smatch part;
    if (std::regex_search(line, part, form))
      visits.push_back({part[1], part[2], std::stoi(part[3]), std::stol(part[4])});
  }
  return visits;
}

long total(const std::vector<visit>& visits) {
  long bytes = 0;
  for (std::size_t i = 0; i < visits.size(); ++i)
    bytes += visits[i].bytes;
  return bytes;
}

void answer(boost::asio::ip::tcp::acceptor& door, const std::string& text) {
  boost::asio::ip::tcp::socket socket(door.get_executor());
  door.accept(socket);
  boost::asio::write(socket, boost::asio::buffer(text));
}

} // namespace

int main() {
  std::vector<visit> visits = parse(std::cin);
  std::sort(visits.begin(), visits.end(),
            [](const visit& a, const visit& b) { return a.bytes > b.bytes; });
  std::map<std::string, long> by_path;
  for (const visit& v : visits)
    by_path[v.path] += v.bytes;
  std::cout << visits.size() << " visits, " << total(visits) << " bytes, " << by_path.size()
            << " paths\n";
  boost::asio::io_context context;
  boost::asio::ip::tcp::acceptor door(context, {boost::asio::ip::tcp::v4(), 8080});
  answer(door, std::to_string(total(visits)));
}
