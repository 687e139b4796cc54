package com.example.starter;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/** All that Spring finds in this package. */
@SpringBootApplication
class Service {}
